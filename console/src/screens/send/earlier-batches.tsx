import { useTranslation } from 'react-i18next';
import type { Batch } from '../../api/batches';
import { MoreButton } from '../../components/more-button';
import { RowList } from '../../components/row-list';
import { BatchRow } from './batch-row';
import styles from './send-screen.module.css';

interface EarlierBatchesProps {
  topicId: string;
  batches: readonly Batch[];
  list: Parameters<typeof MoreButton>[0]['list'];
  timeZone: string;
}

/** The sends of the topic that had ended when the page was opened; nothing without any. */
export function EarlierBatches({ topicId, batches, list, timeZone }: EarlierBatchesProps) {
  const { t } = useTranslation('send');
  if (batches.length === 0 && !list.hasNextPage) return null;
  return (
    <section className={styles.test} aria-label={t('batches.earlier')}>
      <h2>{t('batches.earlier')}</h2>
      {batches.length > 0 && (
        <RowList label={t('batches.earlier')}>
          {batches.map((batch) => (
            <BatchRow key={batch.id} topicId={topicId} batch={batch} timeZone={timeZone} />
          ))}
        </RowList>
      )}
      <MoreButton list={list} />
    </section>
  );
}
