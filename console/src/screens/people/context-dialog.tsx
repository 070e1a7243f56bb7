import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/api-error';
import { type ContextRow, writeContexts } from '../../api/people';
import { useProject } from '../../api/session';
import { topicPath } from '../../api/topics';
import { useAction, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { Dialog, DialogButtons } from '../../components/dialog';
import { ErrorNote } from '../../components/states';
import { TextInput } from '../../components/text-input';
import { UserText } from '../../components/user-text';
import styles from './people-screen.module.css';

interface ContextDialogProps {
  topicId: string;
  identifier: string;
  context: ContextRow | undefined;
  onClose: () => void;
}

/** Changes the background that the interviewer gets about a person. */
export function ContextDialog({ topicId, identifier, context, onClose }: ContextDialogProps) {
  const { t } = useTranslation(['people', 'common']);
  const { id: projectId } = useProject();
  const refresh = useRefresh();
  const [text, setText] = useState(context?.agent_context ?? '');
  const describe = () =>
    writeContexts(projectId, topicId, [{ interviewee_identifier: identifier, agent_context: text }]);
  const save = useAction(describe, {
    onSuccess: async () => {
      await refresh(topicPath(projectId, topicId));
      onClose();
    },
  });
  const errors = { context: fieldErrors(save.error).items__0__agent_context ?? '' };
  return (
    <Dialog title={t('editContext')} isOpen onClose={onClose}>
      <Form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        <p>
          <UserText>{identifier}</UserText>
        </p>
        <TextInput
          autoFocus
          multiline
          label={t('context')}
          hint={t('contextHint')}
          maxLength={10_000}
          value={text}
          onChange={setText}
          error={errors.context || null}
        />
        {errors.context === '' && <ErrorNote error={save.error} />}
        <DialogButtons>
          <Button type="submit" kind="primary" isPending={save.isPending}>
            {t('save')}
          </Button>
          <Button onPress={onClose}>{t('common:actions.cancel')}</Button>
          <ApiCall request={describe()} />
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
