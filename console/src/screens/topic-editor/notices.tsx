import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button';
import { useDates } from '../../components/use-dates';
import styles from './topic-editor.module.css';
import type { TopicEditor } from './use-topic-editor';

/** Offers the edits of an earlier visit. */
export function RestoreNotice({ editor }: { editor: TopicEditor }) {
  const { t } = useTranslation('topic-editor');
  const dates = useDates();
  if (editor.offered === null) return null;
  return (
    <div className={styles.notice} role="status">
      <p>{t('restore.text', { time: dates.time(editor.offered.editedAt) })}</p>
      <div className={styles.noticeButtons}>
        <Button onPress={editor.restore}>{t('restore.action')}</Button>
        <Button kind="quiet" onPress={editor.refuse}>
          {t('restore.refuse')}
        </Button>
      </div>
    </div>
  );
}

/** Tells that the same fields were changed here and elsewhere, and asks which ones count. */
export function ConflictNotice({ editor }: { editor: TopicEditor }) {
  const { t, i18n } = useTranslation('topic-editor');
  const { conflicts } = editor.draft;
  if (conflicts.length === 0) return null;
  const fields = new Intl.ListFormat(i18n.language).format(conflicts.map((name) => t(`fields.${name}`)));
  return (
    <div className={styles.notice} role="alert">
      <div>
        <h2>{t('conflict.title')}</h2>
        <p>{t('conflict.text', { fields })}</p>
      </div>
      <div className={styles.noticeButtons}>
        <Button onPress={() => editor.settle('mine')}>{t('conflict.mine')}</Button>
        <Button onPress={() => editor.settle('theirs')}>{t('conflict.theirs')}</Button>
      </div>
    </div>
  );
}
