import type { components } from '@parley/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../api/batches';
import { cancelMails, type MailStatus } from '../../api/mails';
import { useProject } from '../../api/session';
import { topicPath } from '../../api/topics';
import { useAction, useRefresh } from '../../api/use-api';
import { Button } from '../../components/button';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { RowList } from '../../components/row-list';
import { tell } from '../../components/toasts';
import { BatchRow } from './batch-row';
import { isMoving, isOpen, waitingIn } from './batches';
import styles from './send-screen.module.css';
import { TroubledMails } from './troubled-mails';

/** Statuses that are shown where there are any, in this order. */
const SHOWN: readonly MailStatus[] = ['queued', 'sending', 'sent', 'uncertain', 'failed', 'cancelled'];

interface MailProgressProps {
  topicId: string;
  summary: components['schemas']['LedgerSummaryDto'];
  /** The batches that are open, or were during this visit. */
  batches: readonly Batch[];
  timeZone: string;
}

/** The mails of a topic by status, and the sends that are under way. */
export function MailProgress({ topicId, summary, batches, timeZone }: MailProgressProps) {
  const { t } = useTranslation('send');
  const project = useProject();
  const waiting = summary.queued + summary.sending;
  const moving = batches.filter(isMoving).reduce((sum, batch) => sum + waitingIn(batch), 0);
  return (
    <section className={styles.mailsOfTopic} aria-label={t('mails')}>
      <div className={styles.progress}>
        <div className={styles.head}>
          <h2 aria-live="polite">
            {moving > 0
              ? t('onTheirWay', { count: moving })
              : waiting > 0
                ? t('waiting', { count: waiting })
                : t('allOut')}
          </h2>
          {project.canWrite && summary.queued > 0 && batches.filter(isOpen).length > 1 && (
            <CancelAllButton topicId={topicId} count={summary.queued} />
          )}
        </div>
        <dl className={styles.counts}>
          {SHOWN.filter((status) => summary[status] > 0).map((status) => (
            <div key={status}>
              <dt>{t(`statuses.${status}`)}</dt>
              <dd>{summary[status]}</dd>
            </div>
          ))}
        </dl>
      </div>
      {batches.length > 0 && (
        <RowList label={t('batches.current')}>
          {batches.map((batch) => (
            <BatchRow key={batch.id} topicId={topicId} batch={batch} timeZone={timeZone} />
          ))}
        </RowList>
      )}
      {summary.failed > 0 && <TroubledMails topicId={topicId} trouble="failed" />}
      {summary.uncertain > 0 && <TroubledMails topicId={topicId} trouble="uncertain" />}
      {summary.sent > 0 && <TroubledMails topicId={topicId} trouble="bounced" />}
    </section>
  );
}

function CancelAllButton({ topicId, count }: { topicId: string; count: number }) {
  const { t } = useTranslation('send');
  const { id: projectId } = useProject();
  const refresh = useRefresh();
  const [isAsking, setAsking] = useState(false);
  const cancel = useAction(() => cancelMails(projectId, topicId), {
    onSuccess: async ({ cancelled_count: cancelled }) => {
      tell(t('cancelled', { count: cancelled }));
      setAsking(false);
      await refresh(topicPath(projectId, topicId));
    },
  });
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t('cancelAll')}</Button>
      {isAsking && (
        <ConfirmDialog
          title={t('cancelTitle', { count })}
          action={t('cancelAll')}
          dismiss={t('batches.keep')}
          request={cancelMails(projectId, topicId)}
          isOpen
          isBusy={cancel.isPending}
          error={cancel.error}
          onConfirm={() => cancel.mutate(undefined)}
          onClose={() => setAsking(false)}
        >
          {t('cancelText')}
        </ConfirmDialog>
      )}
    </>
  );
}
