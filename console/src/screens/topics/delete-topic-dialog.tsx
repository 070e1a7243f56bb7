import type { Topic } from '@parley/client';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request';
import { useProject } from '../../api/session';
import { topicsPath } from '../../api/topics';
import { useAction, useRefresh } from '../../api/use-api';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { tell } from '../../components/toasts';
import { UserText } from '../../components/user-text';
import styles from './topics-screen.module.css';

/** Asks before a topic is deleted, and says what goes with it. */
export function DeleteTopicDialog({ topic, onClose }: { topic: Topic; onClose: () => void }) {
  const { t } = useTranslation(['topics', 'common']);
  const { id: projectId } = useProject();
  const refresh = useRefresh();
  const describe = () =>
    request('delete', '/api/projects/{project_id}/user_interview_topics/{id}', {
      path: { project_id: projectId, id: topic.id },
    });
  const remove = useAction(describe, {
    onSuccess: async () => {
      await refresh(topicsPath(projectId));
      tell(t('deleted'));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('deleteTitle')}
      action={t('deleteAction')}
      request={describe()}
      isOpen
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      <p className={styles.doomed}>
        <UserText>{topic.topic}</UserText>
      </p>
      <p>{t('deleteText')}</p>
    </ConfirmDialog>
  );
}
