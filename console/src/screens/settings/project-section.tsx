import { useTranslation } from 'react-i18next';
import type { Settings } from '../../api/settings';
import { Select } from '../../components/select';
import { TextInput } from '../../components/text-input';
import { LANGUAGE_NAMES, LANGUAGES } from '../../texts/languages';
import styles from './settings-screen.module.css';

/** The parts of the settings that each section edits. */
export interface SectionProps {
  values: Settings;
  change: (fields: Partial<Settings>) => void;
  isReadOnly: boolean;
}

/** Name of the project, and how its mails look. */
export function ProjectSection({ values, change, isReadOnly }: SectionProps) {
  const { t } = useTranslation('settings');
  return (
    <>
      <section className={styles.section}>
        <h2>{t('project')}</h2>
        <TextInput
          isRequired
          isReadOnly={isReadOnly}
          name="name"
          label={t('name')}
          maxLength={200}
          value={values.name}
          onChange={(name) => change({ name })}
        />
      </section>
      <section className={styles.section}>
        <h2>{t('mails')}</h2>
        <TextInput
          isReadOnly={isReadOnly}
          name="sender_name"
          label={t('senderName')}
          hint={t('senderNameHint')}
          placeholder={isReadOnly ? undefined : t('senderNameExample')}
          maxLength={100}
          value={values.sender_name}
          onChange={(sender_name) => change({ sender_name })}
        />
        <Select
          isDisabled={isReadOnly}
          name="mail_language"
          label={t('language')}
          hint={t('languageHint')}
          value={values.mail_language ?? 'en'}
          choices={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChange={(mail_language) => change({ mail_language })}
        />
      </section>
    </>
  );
}
