import { useMemo } from 'react';
import { Checkbox, CheckboxGroup, FieldError, Label } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { WEEKDAYS, type Weekday } from '../api/sending-hours';
import styles from './day-picker.module.css';
import field from './field.module.css';

interface DayPickerProps {
  label: string;
  name?: string;
  value: readonly Weekday[];
  onChange: (days: Weekday[]) => void;
  isReadOnly?: boolean;
  /** Whether the first day takes the focus when the field appears. */
  autoFocus?: boolean;
}

/** A labelled choice of days of the week, in their order. */
export function DayPicker({ label, name, value, onChange, isReadOnly, autoFocus }: DayPickerProps) {
  const { i18n } = useTranslation();
  const days = useMemo(() => namesOf(i18n.language), [i18n.language]);
  return (
    <CheckboxGroup
      className={field.field}
      name={name}
      isReadOnly={isReadOnly}
      value={[...value]}
      onChange={(chosen) => onChange(WEEKDAYS.filter((day) => chosen.includes(day)))}
    >
      <Label className={field.label}>{label}</Label>
      <div className={styles.days}>
        {days.map(({ day, short, long }, position) => (
          <Checkbox
            key={day}
            value={day}
            autoFocus={autoFocus && position === 0}
            aria-label={long}
            className={styles.day}
          >
            {short}
          </Checkbox>
        ))}
      </div>
      <FieldError className={field.error} />
    </CheckboxGroup>
  );
}

/** The days of the week as a language writes them. */
function namesOf(language: string) {
  const short = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return WEEKDAYS.map((day, position) => {
    // January 1, 2024, was a Monday.
    const date = Date.UTC(2024, 0, 1 + position);
    return { day, short: short.format(date), long: long.format(date) };
  });
}
