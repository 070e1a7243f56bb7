import { useTranslation } from 'react-i18next';
import type { Settings } from '../../api/settings';
import { Select } from '../../components/select';
import { TextInput } from '../../components/text-input';
import { LANGUAGE_NAMES, LANGUAGES } from '../../texts/languages';
import type { SectionProps } from './project-section';
import styles from './settings-screen.module.css';

const READS = ['none', 'exports', 'all'] as const satisfies readonly Settings['audit_reads'][];

/** Who is responsible for the data, what people consent to, and what the audit trail holds. */
export function PrivacySection({ values, change, isReadOnly }: SectionProps) {
  const { t } = useTranslation('settings');
  return (
    <section className={styles.section}>
      <h2>{t('privacy')}</h2>
      <p className={styles.hint}>{t('privacyHint')}</p>
      <TextInput
        isReadOnly={isReadOnly}
        name="controller_name"
        label={t('controllerName')}
        placeholder={isReadOnly ? undefined : t('controllerNameExample')}
        maxLength={200}
        value={values.controller_name}
        onChange={(controller_name) => change({ controller_name })}
      />
      <TextInput
        isReadOnly={isReadOnly}
        name="controller_contact"
        label={t('controllerContact')}
        hint={t('controllerContactHint')}
        maxLength={300}
        value={values.controller_contact}
        onChange={(controller_contact) => change({ controller_contact })}
      />
      <TextInput
        isReadOnly={isReadOnly}
        name="privacy_url"
        label={t('privacyUrl')}
        hint={t('privacyUrlHint')}
        maxLength={500}
        value={values.privacy_url}
        onChange={(privacy_url) => change({ privacy_url })}
      />
      {LANGUAGES.map((language) => (
        <TextInput
          key={language}
          multiline="short"
          isReadOnly={isReadOnly}
          name={`consent_text__${language}`}
          label={t('consentText', { language: LANGUAGE_NAMES[language] })}
          hint={t('consentTextHint')}
          maxLength={10_000}
          value={values.consent_text[language]}
          onChange={(text) => change({ consent_text: { ...values.consent_text, [language]: text } })}
        />
      ))}
      <Select
        isDisabled={isReadOnly}
        name="audit_reads"
        label={t('auditReads')}
        hint={t('auditReadsHint')}
        value={values.audit_reads}
        choices={READS.map((value) => ({ value, label: t(`reads.${value}`) }))}
        onChange={(audit_reads) => change({ audit_reads })}
      />
    </section>
  );
}
