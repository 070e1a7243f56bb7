import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { ApiCall } from '../../components/api-call';
import { Button, ButtonLink } from '../../components/button';
import { Icon } from '../../components/icon';
import { useErrorText } from '../../components/states';
import { tell } from '../../components/toasts';
import styles from './topic-editor.module.css';
import type { TopicEditor } from './use-topic-editor';

/** Whether everything is saved, and the buttons for it; always in sight. */
export function SaveBar({ editor, topicId }: { editor: TopicEditor; topicId: string }) {
  const { t } = useTranslation('topic-editor');
  const project = useProject();
  const textOf = useErrorText();
  const state = editor.isSaving ? 'saving' : editor.error ? 'failed' : editor.isDirty ? 'unsaved' : 'saved';
  return (
    <div className={styles.bar} data-state={state} role="group" aria-label={t('save.bar')}>
      <p className={styles.state} role="status">
        <Icon name={state === 'saved' ? 'check' : state === 'failed' ? 'warning' : 'pencil'} />
        <span>
          {t(`save.${state}`)}
          {state === 'failed' && `. ${textOf(editor.error)}`}
        </span>
      </p>
      {editor.isDirty ? (
        <div className={styles.barButtons}>
          <Button
            type="submit"
            kind="primary"
            isPending={editor.isSaving}
            isDisabled={editor.draft.conflicts.length > 0}
          >
            {t('save.action')}
          </Button>
          <Button
            kind="quiet"
            onPress={() => {
              const onUndo = editor.discard();
              tell(t('save.discarded'), { onUndo });
            }}
          >
            {t('save.discard')}
          </Button>
          <ApiCall isCompact request={editor.describeSave()} />
        </div>
      ) : (
        <ButtonLink to={`/p/${project.id}/topics/${topicId}/people`} kind="primary">
          {t('save.next')}
        </ButtonLink>
      )}
    </div>
  );
}
