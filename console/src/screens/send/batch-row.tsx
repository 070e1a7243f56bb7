import { useTranslation } from 'react-i18next';
import type { Batch } from '../../api/batches';
import type { MailStatus } from '../../api/mails';
import { useProject } from '../../api/session';
import { Badge } from '../../components/badge';
import { Meter } from '../../components/meter';
import { Row } from '../../components/row-list';
import { useDates } from '../../components/use-dates';
import { UserText } from '../../components/user-text';
import { BatchButtons } from './batch-buttons';
import { BatchNote } from './batch-note';
import { isOpen, totalOf, waitingIn } from './batches';
import styles from './send-screen.module.css';

/** Numbers of mails that are shown where there are any, in this order. */
const COUNTS: readonly MailStatus[] = ['sent', 'sending', 'queued', 'failed', 'uncertain', 'cancelled'];

interface BatchProps {
  topicId: string;
  batch: Batch;
  /** IANA name of the time zone in which times are written. */
  timeZone: string;
}

/** One send: what it is, by whom, how far it has come, and what can be done about it. */
export function BatchRow({ topicId, batch, timeZone }: BatchProps) {
  const { t } = useTranslation('send');
  const project = useProject();
  const dates = useDates(timeZone);
  const { kind, subject, counts, created_by: user } = batch;
  const name = `${user.first_name} ${user.last_name}`.trim() || user.email;
  const total = totalOf(batch);
  const done = total - waitingIn(batch);
  return (
    <Row
      title={
        <>
          {t(`batches.kinds.${kind}`)}
          {subject !== '' && ' · '}
          <UserText>{subject}</UserText>
        </>
      }
      state={<BatchBadge batch={batch} />}
      facts={[
        dates.time(batch.created_at),
        // Thanks are nobody's call: they leave when somebody has answered.
        kind !== 'thank_you' && <UserText key="user">{name}</UserText>,
        ...COUNTS.filter((status) => counts[status] > 0).map((status) =>
          t(`batches.counts.${status}`, { count: counts[status] }),
        ),
      ]}
      actions={project.canWrite && isOpen(batch) && <BatchButtons topicId={topicId} batch={batch} />}
    >
      {isOpen(batch) && (
        <div className={styles.course}>
          <Meter label={t('batches.meter', { done, total })} value={done} maximum={total} />
          <BatchNote batch={batch} timeZone={timeZone} />
        </div>
      )}
    </Row>
  );
}

const TONES = {
  scheduled: 'waiting',
  sending: 'good',
  paused: 'waiting',
  done: 'plain',
  cancelled: 'plain',
} as const satisfies Record<Batch['state'], string>;

function BatchBadge({
  batch: { state, pause_reason: pauseReason, waiting_until: waitingUntil },
}: {
  batch: Batch;
}) {
  const { t } = useTranslation('send');
  if (state === 'paused' && pauseReason === 'failures') {
    return <Badge tone="bad">{t('batches.states.stopped')}</Badge>;
  }
  if (state === 'sending' && waitingUntil !== null) {
    return <Badge tone="waiting">{t('batches.states.waiting')}</Badge>;
  }
  return <Badge tone={TONES[state]}>{t(`batches.states.${state}`)}</Badge>;
}
