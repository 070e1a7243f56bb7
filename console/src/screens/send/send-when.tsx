import { useTranslation } from 'react-i18next';
import type { SendingHours } from '../../api/sending-hours';
import { tomorrowMorning } from '../../api/wall-time';
import { RadioChoice } from '../../components/radio-choice';
import { useDates } from '../../components/use-dates';
import { useNow } from '../../components/use-now';
import { ZonedTimeInput } from '../../components/zoned-time-input';
import { Leaving } from './leaving';
import styles from './send-screen.module.css';
import { timeProblem } from './send-time';

/** When to send: at once, or at a time, which is null while the field is empty. */
export type When = 'now' | { time: string | null };

interface SendWhenProps {
  when: When;
  hours: SendingHours;
  onChange: (when: When) => void;
}

/** Now or at a time, and what the sending windows make of it. */
export function SendWhen({ when, hours, onChange }: SendWhenProps) {
  const { t } = useTranslation('send');
  const now = useNow();
  const zone = hours.time_zone;
  const dates = useDates(zone);
  const isLater = when !== 'now';
  const problem = isLater ? timeProblem(when.time, now) : null;
  return (
    <div className={styles.when}>
      <RadioChoice
        label={t('when.label')}
        value={isLater ? 'later' : 'now'}
        choices={[
          { value: 'now', label: t('when.now') },
          { value: 'later', label: t('when.later') },
        ]}
        onChange={(choice) => onChange(choice === 'now' ? 'now' : { time: tomorrowMorning(now, zone) })}
      />
      {isLater && (
        <ZonedTimeInput
          label={t('when.time')}
          hint={t('when.hint', { zone, time: dates.clock(new Date(now).toISOString()) })}
          timeZone={zone}
          value={when.time}
          error={problem && problem !== 'missing' ? t(`when.problems.${problem}`) : null}
          onChange={(time) => onChange({ time })}
        />
      )}
      {problem === null && <Leaving hours={hours} sendAt={isLater ? when.time : null} />}
    </div>
  );
}
