import { useTranslation } from 'react-i18next';
import type { SendingHours } from '../../api/sending-hours';
import { Icon } from '../../components/icon';
import { useDates } from '../../components/use-dates';
import { useOpening } from '../../components/use-opening';
import styles from './send-screen.module.css';

interface LeavingProps {
  hours: SendingHours;
  /** When the mails are to go out; null for now. */
  sendAt: string | null;
}

/** Says when mails will leave that are sent outside of the sending windows; nothing inside of them. */
export function Leaving({ hours, sendAt }: LeavingProps) {
  const { t } = useTranslation('send');
  const dates = useDates(hours.time_zone);
  const leaving = useOpening(hours, sendAt);
  if (!leaving?.isOutside) return null;
  const time = dates.ahead(leaving.opening);
  return (
    <p className={styles.leaving}>
      <Icon name="clock" />
      <span>
        {sendAt === null
          ? `${t('leaving.closed', { time })} ${t('zone', { zone: hours.time_zone })}`
          : t('leaving.closedThen', { time })}
      </span>
    </p>
  );
}
