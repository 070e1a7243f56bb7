import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { useAction, useRefresh } from '../../api/use-api';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { tell } from '../../components/toasts';
import { UserText } from '../../components/user-text';
import { conversationOf, personOf } from './conversation';
import { deleteResponse, responsesPath } from './requests';
import type { Response } from './response-types';
import styles from './reader.module.css';

interface DeleteResponseDialogProps {
  response: Response;
  onDeleted: () => void;
  onClose: () => void;
}

/** Asks before a response is deleted, and says what goes with it. */
export function DeleteResponseDialog({ response, onDeleted, onClose }: DeleteResponseDialogProps) {
  const { t } = useTranslation('responses');
  const project = useProject();
  const refresh = useRefresh();
  const describe = () => deleteResponse(project.id, response.id);
  const remove = useAction(describe, {
    onSuccess: () => {
      onDeleted();
      tell(t('delete.done'));
      void refresh(responsesPath(project.id));
    },
  });
  const count = conversationOf(response).filter(
    ({ speaker, text }) => speaker === 'interviewee' && text !== '',
  ).length;
  const person = personOf(response);
  return (
    <ConfirmDialog
      title={t('delete.title')}
      action={t('delete.action')}
      request={describe()}
      isOpen
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      <p className={styles.doomed}>{person === '' ? t('somebody') : <UserText>{person}</UserText>}</p>
      <p>
        {t('delete.answers', { count })} {response.summary !== '' && t('delete.summary')}{' '}
        {t(response.kind === 'personal' ? 'delete.again' : 'delete.forGood')}
      </p>
    </ConfirmDialog>
  );
}
