import { useTranslation } from 'react-i18next';
import { NumberInput } from '../../components/number-input';
import { Switch } from '../../components/switch';
import type { SectionProps } from './project-section';
import styles from './settings-screen.module.css';

/** Values of a rule that was just switched on. */
const FIRST = {
  invites: { max_invites: 2, max_invites_days: 30 },
  participations: { max_participations: 1, max_participations_days: 90 },
};

/** How often a person may be asked, over all topics. */
export function ContactRules({ values, change, isReadOnly }: SectionProps) {
  const { t } = useTranslation('settings');
  const limitsInvites = values.max_invites !== null || values.max_invites_days !== null;
  const limitsParticipations = values.max_participations !== null || values.max_participations_days !== null;
  const number = { isReadOnly, minValue: 1 };
  return (
    <section className={styles.section}>
      <div>
        <h2>{t('rules')}</h2>
        <p className={styles.hint}>{t('rulesHint')}</p>
      </div>
      <div className={styles.rule}>
        <Switch
          isReadOnly={isReadOnly}
          isSelected={limitsInvites}
          onChange={(isOn) => change(isOn ? FIRST.invites : { max_invites: null, max_invites_days: null })}
        >
          {t('limitInvites')}
        </Switch>
        {limitsInvites && (
          <div className={styles.pair}>
            <NumberInput
              {...number}
              name="max_invites"
              label={t('maxInvites')}
              maxValue={1000}
              value={values.max_invites}
              onChange={(max_invites) => change({ max_invites })}
            />
            <NumberInput
              {...number}
              name="max_invites_days"
              label={t('days')}
              maxValue={3650}
              value={values.max_invites_days}
              onChange={(max_invites_days) => change({ max_invites_days })}
            />
          </div>
        )}
        {limitsInvites && (
          <Switch
            isReadOnly={isReadOnly}
            isSelected={values.count_reminders}
            onChange={(count_reminders) => change({ count_reminders })}
          >
            {t('countReminders')}
          </Switch>
        )}
      </div>
      <div className={styles.rule}>
        <Switch
          isReadOnly={isReadOnly}
          isSelected={limitsParticipations}
          onChange={(isOn) =>
            change(isOn ? FIRST.participations : { max_participations: null, max_participations_days: null })
          }
        >
          {t('limitParticipations')}
        </Switch>
        {limitsParticipations && (
          <div className={styles.pair}>
            <NumberInput
              {...number}
              name="max_participations"
              label={t('maxParticipations')}
              maxValue={1000}
              value={values.max_participations}
              onChange={(max_participations) => change({ max_participations })}
            />
            <NumberInput
              {...number}
              name="max_participations_days"
              label={t('days')}
              maxValue={3650}
              value={values.max_participations_days}
              onChange={(max_participations_days) => change({ max_participations_days })}
            />
          </div>
        )}
      </div>
    </section>
  );
}
