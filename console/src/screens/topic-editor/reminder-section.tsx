import { useTranslation } from 'react-i18next';
import { NumberInput } from '../../components/number-input';
import { Select } from '../../components/select';
import { Switch } from '../../components/switch';
import { TextInput } from '../../components/text-input';
import { Section, type SectionProps } from './section';
import styles from './topic-editor.module.css';

const COUNTS = ['0', '1', '2', '3'] as const;
const DEFAULT_GAP_DAYS = 3;

/** The mails after the invite. The texts of reminders appear once there are any. */
export function ReminderSection({ values, change, isReadOnly }: SectionProps) {
  const { t } = useTranslation('topic-editor');
  const labelOf = (count: number) => (count === 0 ? t('reminders.none') : t('reminders.some', { count }));
  return (
    <Section title={t('reminders.title')}>
      <div className={styles.pair}>
        <Select
          name="reminder_count"
          label={t('reminders.count')}
          hint={t('reminders.countHint')}
          isDisabled={isReadOnly}
          value={COUNTS[values.reminder_count] ?? '0'}
          choices={COUNTS.map((value) => ({ value, label: labelOf(Number(value)) }))}
          onChange={(count) => change({ reminder_count: Number(count) })}
        />
        {values.reminder_count > 0 && (
          <NumberInput
            name="reminder_gap_days"
            label={t('reminders.gap')}
            minValue={1}
            maxValue={30}
            isReadOnly={isReadOnly}
            value={values.reminder_gap_days}
            onChange={(days) => change({ reminder_gap_days: days ?? DEFAULT_GAP_DAYS })}
          />
        )}
      </div>
      {values.reminder_count > 0 && (
        <>
          <TextInput
            name="reminder_subject"
            label={t('reminders.subject')}
            placeholder={t('reminders.standard')}
            maxLength={255}
            isReadOnly={isReadOnly}
            value={values.reminder_subject}
            onChange={(subject) => change({ reminder_subject: subject })}
          />
          <TextInput
            multiline
            name="reminder_message"
            label={t('reminders.message')}
            placeholder={t('reminders.standard')}
            maxLength={1000}
            isReadOnly={isReadOnly}
            value={values.reminder_message}
            onChange={(message) => change({ reminder_message: message })}
          />
        </>
      )}
      <Switch
        isReadOnly={isReadOnly}
        isSelected={values.thank_you}
        onChange={(thanks) => change({ thank_you: thanks })}
      >
        <strong>{t('reminders.thanks')}</strong>
        <span className={styles.below}>{t('reminders.thanksHint')}</span>
      </Switch>
    </Section>
  );
}
