import { useTranslation } from 'react-i18next';
import { TextInput } from '../../components/text-input';
import { Section, type SectionProps } from './section';

/** The topic itself, and what the interviewer should know. */
export function InterviewSection({ values, change, isReadOnly }: SectionProps) {
  const { t } = useTranslation('topic-editor');
  return (
    <Section title={t('interview.title')}>
      <TextInput
        isRequired
        multiline="short"
        name="topic"
        label={t('interview.topic')}
        hint={t('interview.topicHint')}
        maxLength={2000}
        isReadOnly={isReadOnly}
        value={values.topic}
        onChange={(topic) => change({ topic })}
      />
      <TextInput
        multiline
        name="agent_context"
        label={t('interview.context')}
        hint={t('interview.contextHint')}
        maxLength={100_000}
        isReadOnly={isReadOnly}
        value={values.agent_context}
        onChange={(context) => change({ agent_context: context })}
      />
    </Section>
  );
}
