import { useTranslation } from 'react-i18next';
import type { Batch } from '../../api/batches';
import { Icon } from '../../components/icon';
import { useDates } from '../../components/use-dates';
import { waitingIn } from './batches';
import styles from './send-screen.module.css';

/** A sentence about what an open batch waits for, or when it will be done. */
export function BatchNote({ batch, timeZone }: { batch: Batch; timeZone: string }) {
  const { t, i18n } = useTranslation('send');
  const dates = useDates(timeZone);
  const { state, send_at: sendAt, waiting_until: waitingUntil, estimated_end: end } = batch;
  if (state === 'paused' && batch.pause_reason === 'failures') {
    return (
      <p className={styles.alarm}>
        <Icon name="warning" />
        <span>
          <strong>{t('batches.stopped')}</strong> {t('batches.stoppedHint')}
        </span>
      </p>
    );
  }
  if (state === 'paused') {
    return <p className={styles.soft}>{t('batches.paused', { count: waitingIn(batch) })}</p>;
  }
  if (state === 'scheduled' && sendAt !== null) {
    const time = dates.ahead(sendAt);
    return (
      <p className={styles.soft}>
        {waitingUntil === null
          ? t('batches.scheduled', { time })
          : t('batches.scheduledOutside', { time, opening: dates.ahead(waitingUntil) })}
      </p>
    );
  }
  if (waitingUntil !== null) {
    return <p className={styles.soft}>{t('leaving.closed', { time: dates.ahead(waitingUntil) })}</p>;
  }
  if (end === null) return null;
  return (
    <p className={styles.soft}>
      {t('estimate', {
        time: dates.time(end),
        rate: new Intl.NumberFormat(i18n.language).format(batch.rate_per_second),
      })}
    </p>
  );
}
