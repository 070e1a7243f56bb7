import type { components, Topic } from '@parley/client';
import { useState } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { IconButton } from '../../components/button';
import { Menu } from '../../components/menu';
import { useDates } from '../../components/use-dates';
import { UserText } from '../../components/user-text';
import { LANGUAGE_NAMES } from '../../texts/languages';
import { DeleteTopicDialog } from './delete-topic-dialog';
import styles from './topics-screen.module.css';

interface TopicRowProps {
  topic: Topic;
  /** Undefined until they have been read. */
  counts?: components['schemas']['TopicCountsDto'];
}

/** A topic in the list, with how far its people got. */
export function TopicRow({ topic, counts }: TopicRowProps) {
  const { t } = useTranslation(['topics', 'common']);
  const project = useProject();
  const dates = useDates();
  const [isDeleting, setDeleting] = useState(false);
  const people = topic.interviewee_emails.length + topic.interviewee_distinct_ids.length;
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <Link href={`/p/${project.id}/topics/${topic.id}`} className={styles.name}>
          <UserText>{topic.topic}</UserText>
        </Link>
        <p className={styles.facts}>
          <span>{t('people', { count: people })}</span>
          <span>{t('questions', { count: topic.questions.length })}</span>
          {topic.mail_language && <span>{LANGUAGE_NAMES[topic.mail_language]}</span>}
          <span>{t('created', { date: dates.day(topic.created_at) })}</span>
        </p>
      </div>
      {people > 0 && <Counts counts={counts} />}
      {project.canWrite && (
        <div className={styles.actions}>
          <Menu
            label={t('common:actions.more')}
            entries={[{ id: 'delete', label: t('deleteAction'), icon: 'bin', isDanger: true }]}
            onAction={() => setDeleting(true)}
          >
            <IconButton icon="more" label={t('moreOf', { topic: topic.topic.slice(0, 60) })} />
          </Menu>
        </div>
      )}
      {isDeleting && <DeleteTopicDialog topic={topic} onClose={() => setDeleting(false)} />}
    </li>
  );
}

function Counts({ counts }: Pick<TopicRowProps, 'counts'>) {
  const { t, i18n } = useTranslation('topics');
  const format = new Intl.NumberFormat(i18n.language);
  const shown = [
    [t('invited'), counts?.invited],
    [t('answered'), counts?.completed],
    [t('waiting'), counts?.waiting],
  ] as const;
  return (
    <dl className={styles.counts}>
      {shown.map(([label, count]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{count === undefined ? '–' : format.format(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
