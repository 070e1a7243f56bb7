import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SendingWindow, WEEKDAYS } from '../../api/sending-hours';
import { Button, IconButton } from '../../components/button';
import { ComboBox } from '../../components/combo-box';
import { DayPicker } from '../../components/day-picker';
import { Icon } from '../../components/icon';
import { TextInput } from '../../components/text-input';
import { useDates } from '../../components/use-dates';
import { useNow } from '../../components/use-now';
import { useOpening } from '../../components/use-opening';
import type { SectionProps } from './project-section';
import { timeZones } from './settings-form';
import styles from './settings-screen.module.css';

/** The API takes so many windows (`docs/contract.md`, Project settings). */
const MAX_WINDOWS = 50;

const WORKING_HOURS: SendingWindow = { days: WEEKDAYS.slice(0, 5), from: '09:00', to: '17:00' };

/** Time zone and hours in which mails leave, with what they mean now. */
export function SendingSection({ values, change, isReadOnly, isSaved }: SectionProps & { isSaved: boolean }) {
  const { t } = useTranslation('settings');
  const dates = useDates(values.time_zone);
  const now = useNow();
  const windows = values.sending_windows;
  const title = useRef<HTMLHeadingElement>(null);
  const [added, setAdded] = useState<number | null>(null);
  const put = (next: SendingWindow[]) => change({ sending_windows: next });

  function add() {
    setAdded(windows.length);
    put([...windows, WORKING_HOURS]);
  }

  function remove(position: number) {
    put(windows.toSpliced(position, 1));
    // The focus would be lost with the button, or stand on that of another window.
    title.current?.focus();
  }
  return (
    <section className={styles.section} aria-label={t('sending')}>
      <h2>{t('sending')}</h2>
      <ComboBox
        isReadOnly={isReadOnly}
        name="time_zone"
        label={t('timeZone')}
        hint={t('timeZoneHint', { time: dates.clock(new Date(now).toISOString()) })}
        value={values.time_zone}
        choices={timeZones(values.time_zone)}
        onChange={(time_zone) => change({ time_zone })}
      />
      <div>
        <h3 ref={title} tabIndex={-1}>
          {t('windows.title')}
        </h3>
        <p className={styles.hint}>{t('windows.hint')}</p>
      </div>
      {windows.length > 0 && (
        <ul className={styles.windows} aria-label={t('windows.title')}>
          {windows.map((window, position) => (
            <WindowRow
              key={position}
              window={window}
              position={position}
              isReadOnly={isReadOnly}
              isNew={added === position}
              onChange={(fields) => put(windows.with(position, { ...window, ...fields }))}
              onRemove={() => remove(position)}
            />
          ))}
        </ul>
      )}
      <Now values={values} isSaved={isSaved} />
      {!isReadOnly && (
        <p>
          <Button icon="plus" isDisabled={windows.length >= MAX_WINDOWS} onPress={add}>
            {t('windows.add')}
          </Button>
        </p>
      )}
    </section>
  );
}

interface WindowRowProps {
  window: SendingWindow;
  /** Place in the list, from 0. */
  position: number;
  isReadOnly: boolean;
  /** Whether it takes the focus when it appears. */
  isNew: boolean;
  onChange: (fields: Partial<SendingWindow>) => void;
  onRemove: () => void;
}

function WindowRow({ window, position, isReadOnly, isNew, onChange, onRemove }: WindowRowProps) {
  const { t } = useTranslation('settings');
  const number = position + 1;
  const name = `sending_windows__${position}`;
  return (
    <li>
      <div className={styles.window} role="group" aria-label={t('windows.one', { number })}>
        <DayPicker
          name={`${name}__days`}
          label={t('windows.days')}
          isReadOnly={isReadOnly}
          autoFocus={isNew}
          value={window.days}
          onChange={(days) => onChange({ days })}
        />
        <TextInput
          type="time"
          isReadOnly={isReadOnly}
          name={`${name}__from`}
          label={t('windows.from')}
          value={window.from}
          onChange={(from) => onChange({ from })}
        />
        <TextInput
          type="time"
          isReadOnly={isReadOnly}
          name={`${name}__to`}
          label={t('windows.to')}
          // The field of the browser has no 24:00, and a window cannot end when its day begins.
          value={window.to === '24:00' ? '00:00' : window.to}
          onChange={(to) => onChange({ to: to === '00:00' ? '24:00' : to })}
        />
        {!isReadOnly && <IconButton icon="bin" label={t('windows.remove', { number })} onPress={onRemove} />}
      </div>
    </li>
  );
}

/** Whether mails leave now, or when the next ones will. */
function Now({ values, isSaved }: Pick<SectionProps, 'values'> & { isSaved: boolean }) {
  const { t } = useTranslation('settings');
  const dates = useDates(values.time_zone);
  const leaving = useOpening(values);
  if (leaving === null) return null;
  const time = dates.ahead(leaving.opening);
  return (
    <p className={styles.now} data-open={!leaving.isOutside} role="status">
      <Icon name={leaving.isOutside ? 'clock' : 'check'} />
      <span>
        {!isSaved && <>{t('windows.onceSaved')} </>}
        {leaving.isOutside ? t('windows.next', { time }) : t('windows.open')}
      </span>
    </p>
  );
}
