import { useTranslation } from 'react-i18next';
import { Select } from '../../components/select';
import { TextInput } from '../../components/text-input';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../texts/languages';
import { Section, type SectionProps } from './section';

interface MailSectionProps extends SectionProps {
  /** Faults that the preview has found, by the names of its fields. */
  errors: Record<string, string>;
}

const PLACEHOLDERS = { name: '{{name}}', topic: '{{topic}}', deadline: '{{deadline}}' };

/** The text of the invite, and the language of all mails. */
export function MailSection({ values, change, isReadOnly, errors }: MailSectionProps) {
  const { t } = useTranslation('topic-editor');
  const languages: { value: Language | ''; label: string }[] = [
    { value: '', label: t('mail.projectLanguage') },
    ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
  ];
  return (
    <Section title={t('mail.title')} hint={t('mail.hint', PLACEHOLDERS)}>
      <TextInput
        name="invite_subject"
        label={t('mail.subject')}
        placeholder={t('mail.standard')}
        maxLength={255}
        isReadOnly={isReadOnly}
        error={errors.subject}
        value={values.invite_subject}
        onChange={(subject) => change({ invite_subject: subject })}
      />
      <TextInput
        multiline
        name="invite_message"
        label={t('mail.message')}
        placeholder={t('mail.standard')}
        maxLength={1000}
        isReadOnly={isReadOnly}
        error={errors.message}
        value={values.invite_message}
        onChange={(message) => change({ invite_message: message })}
      />
      <Select
        name="mail_language"
        label={t('mail.language')}
        isDisabled={isReadOnly}
        value={values.mail_language ?? ''}
        choices={languages}
        onChange={(language) => change({ mail_language: language === '' ? null : language })}
      />
    </Section>
  );
}
