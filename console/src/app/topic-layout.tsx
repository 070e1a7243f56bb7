import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { hasDraft } from '../api/drafts';
import { useProject } from '../api/session';
import { readTopic } from '../api/topics';
import { useRead } from '../api/use-api';
import { Icon } from '../components/icon';
import { PageHeading } from '../components/page-heading';
import { ErrorState, Loading } from '../components/states';
import { TOPIC_SCREENS } from './screens';
import styles from './topic-layout.module.css';

interface TopicLayoutProps {
  topicId: string;
  children: ReactNode;
}

/** The title of a topic and its tabs, above the screen of one of them. */
export function TopicLayout({ topicId, children }: TopicLayoutProps) {
  const { t } = useTranslation();
  const project = useProject();
  const [path] = useLocation();
  const topic = useRead(readTopic(project.id, topicId));
  const tabs = TOPIC_SCREENS.flatMap(({ nav, path: pattern }) =>
    nav
      ? [
          {
            label: t(`nav.${nav.label}`),
            to: pattern.replace(':projectId', project.id).replace(':topicId', topicId),
          },
        ]
      : [],
  );
  const planPath = `/p/${project.id}/topics/${topicId}`;
  // The tab of the screen or, on a page below it, of what that belongs to: the one whose address is the longest.
  const current = tabs
    .filter(({ to }) => path === to || path.startsWith(`${to}/`))
    .reduce<(typeof tabs)[number] | null>(
      (best, tab) => (tab.to.length > (best?.to.length ?? 0) ? tab : best),
      null,
    );
  if (topic.error) {
    return (
      <>
        <PageHeading title={t('nav.topicTabs')} />
        <ErrorState error={topic.error} onRetry={() => void topic.refetch()} />
      </>
    );
  }
  if (!topic.data) return <Loading />;
  return (
    <>
      <Link href={`/p/${project.id}/topics`} className={styles.back}>
        <Icon name="left" />
        {t('nav.topics')}
      </Link>
      <PageHeading title={topic.data.topic} part={current?.label} isUserText />
      <nav aria-label={t('nav.topicTabs')} className={styles.tabs}>
        <ul>
          {tabs.map(({ label, to }) => (
            <li key={to}>
              <Link
                href={to}
                className={styles.tab}
                aria-current={to === path ? 'page' : to === current?.to ? 'true' : undefined}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {path !== planPath && hasDraft(topicId) && (
        <p className={styles.draft} role="status">
          {t('states.draft')} <Link href={planPath}>{t('states.toDraft')}</Link>
        </p>
      )}
      {children}
    </>
  );
}
