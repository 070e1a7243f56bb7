import { useTranslation } from 'react-i18next';
import { NumberInput } from '../../components/number-input';
import { TimeInput } from '../../components/time-input';
import { Section, type SectionProps } from './section';
import styles from './topic-editor.module.css';

/** When the topic takes no more answers. */
export function ClosingSection({ values, change, isReadOnly }: SectionProps) {
  const { t } = useTranslation('topic-editor');
  return (
    <Section title={t('closing.title')}>
      <div className={styles.pair}>
        <TimeInput
          name="closes_at"
          label={t('closing.closes')}
          hint={t('closing.closesHint')}
          isReadOnly={isReadOnly}
          value={values.closes_at}
          onChange={(time) => change({ closes_at: time })}
        />
        <TimeInput
          name="expires_at"
          label={t('closing.expires')}
          hint={t('closing.expiresHint')}
          isReadOnly={isReadOnly}
          value={values.expires_at}
          onChange={(time) => change({ expires_at: time })}
        />
      </div>
      <NumberInput
        name="max_responses"
        label={t('closing.max')}
        hint={t('closing.maxHint')}
        placeholder={t('closing.noMax')}
        minValue={1}
        maxValue={1_000_000}
        isReadOnly={isReadOnly}
        value={values.max_responses}
        onChange={(count) => change({ max_responses: count })}
      />
    </Section>
  );
}
