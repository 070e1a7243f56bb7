import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { fieldErrors } from '../../api/api-error';
import { request } from '../../api/request';
import { useProject } from '../../api/session';
import { topicsPath } from '../../api/topics';
import { useAction, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { Dialog, DialogButtons } from '../../components/dialog';
import styles from '../../components/dialog.module.css';
import { ErrorNote } from '../../components/states';
import { TextInput } from '../../components/text-input';

/** Creates a topic from a title and opens it. */
export function NewTopicDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['topics', 'common']);
  const { id: projectId } = useProject();
  const [, navigate] = useLocation();
  const refresh = useRefresh();
  const [topic, setTopic] = useState('');

  const describe = () =>
    request('post', '/api/projects/{project_id}/user_interview_topics', {
      path: { project_id: projectId },
      body: { topic },
    });
  const create = useAction(describe, {
    onSuccess: ({ id }) => {
      void refresh(topicsPath(projectId));
      navigate(`/p/${projectId}/topics/${id}`);
    },
  });
  const errors = fieldErrors(create.error);
  return (
    <Dialog title={t('new')} isOpen onClose={onClose}>
      <Form
        className={styles.form}
        validationErrors={errors}
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(undefined);
        }}
      >
        <TextInput
          autoFocus
          isRequired
          name="topic"
          label={t('newName')}
          hint={t('newHint')}
          placeholder={t('newExample')}
          maxLength={2000}
          value={topic}
          onChange={setTopic}
        />
        {!errors.topic && <ErrorNote error={create.error} />}
        <DialogButtons>
          <Button type="submit" kind="primary" isPending={create.isPending}>
            {t('create')}
          </Button>
          <Button onPress={onClose}>{t('common:actions.cancel')}</Button>
          <ApiCall request={describe()} />
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
