import type { Topic } from '@parley/client';
import { useEffect, useEffectEvent } from 'react';
import { Form } from 'react-aria-components';
import { fieldErrors } from '../../api/api-error';
import { useProject } from '../../api/session';
import { readTopic } from '../../api/topics';
import { useRead } from '../../api/use-api';
import { ApiReads } from '../../components/api-call';
import type { ScreenProps } from '../../components/screen-props';
import { ErrorState, Loading } from '../../components/states';
import { ClosingSection } from './closing-section';
import { InterviewSection } from './interview-section';
import { MailPreview, previewRequest, usePreview } from './mail-preview';
import { MailSection } from './mail-section';
import { ConflictNotice, RestoreNotice } from './notices';
import { QuestionList } from './question-list';
import { ReminderSection } from './reminder-section';
import { SaveBar } from './save-bar';
import { questionAt } from './topic-draft';
import styles from './topic-editor.module.css';
import { useTopicEditor } from './use-topic-editor';

/** The plan of a topic: what is asked, and what is mailed. */
export default function TopicEditorScreen({ params: { topicId = '' } }: ScreenProps) {
  const { id: projectId } = useProject();
  const topic = useRead(readTopic(projectId, topicId));
  if (topic.error) return <ErrorState error={topic.error} onRetry={() => void topic.refetch()} />;
  if (!topic.data) return <Loading />;
  return <Editor topic={topic.data} />;
}

function Editor({ topic }: { topic: Topic }) {
  const project = useProject();
  const editor = useTopicEditor(project.id, topic);
  const { values } = editor.draft;
  const preview = usePreview(project.id, topic, values);
  const errors = fieldErrors(editor.error);
  const parts = { values, change: editor.change, isReadOnly: !project.canWrite };

  useSaveKey(() => {
    if (project.canWrite && editor.isDirty) editor.save();
  });

  return (
    <Form
      validationErrors={errors}
      onSubmit={(event) => {
        event.preventDefault();
        editor.save();
      }}
    >
      <RestoreNotice editor={editor} />
      <ConflictNotice editor={editor} />
      <div className={styles.columns}>
        <InterviewSection {...parts} />
        <QuestionList
          {...parts}
          faulty={questionAt(values.questions, Object.keys(errors)[0] ?? null)?.id}
          fault={Object.values(errors)[0]}
        />
        <MailSection {...parts} errors={fieldErrors(preview.error)} />
        <MailPreview topic={topic} preview={preview} />
        <ReminderSection {...parts} />
        <ClosingSection {...parts} />
      </div>
      {project.canWrite && <SaveBar editor={editor} topicId={topic.id} />}
      <ApiReads requests={[readTopic(project.id, topic.id), previewRequest(project.id, topic.id, values)]} />
    </Form>
  );
}

/** Saves with Ctrl+S or Cmd+S, wherever the focus is. */
function useSaveKey(save: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
