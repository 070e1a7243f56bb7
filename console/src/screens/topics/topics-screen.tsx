import type { Topic } from '@parley/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { countPeople, listTopics } from '../../api/topics';
import { usePages, useRead } from '../../api/use-api';
import { ApiReads } from '../../components/api-call';
import { Button } from '../../components/button';
import { PageHeading } from '../../components/page-heading';
import { SearchInput } from '../../components/search-input';
import { EmptyState, ErrorState, Loading } from '../../components/states';
import { NewTopicDialog } from './new-topic-dialog';
import { TopicRow } from './topic-row';
import styles from './topics-screen.module.css';

// A topic names all of its people, so a page with large topics is large.
const PAGE_SIZE = 25;

/** The topics of a project. */
export default function TopicsScreen() {
  const { t } = useTranslation(['topics', 'common']);
  const project = useProject();
  const [search, setSearch] = useState('');
  const [isCreating, setCreating] = useState(false);
  const request = listTopics(project.id, search);
  const topics = usePages(request, { limit: PAGE_SIZE, keepPrevious: true });

  const create = project.canWrite && (
    <Button kind="primary" icon="plus" onPress={() => setCreating(true)}>
      {t('new')}
    </Button>
  );
  const firstCounts = (topics.pages ?? []).slice(0, 1).map((page) => countsOf(project.id, page));
  const isEmpty = topics.rows?.length === 0;
  const isUnused = isEmpty && search === '' && !topics.isPlaceholderData;
  return (
    <>
      <PageHeading title={t('title')}>{!isUnused && create}</PageHeading>
      {!isUnused && (
        <div className={styles.tools}>
          <SearchInput label={t('search')} value={search} onSearch={setSearch} />
          <p className={styles.count} role="status">
            {topics.count !== undefined && t('count', { count: topics.count })}
          </p>
        </div>
      )}
      {topics.error ? (
        <ErrorState error={topics.error} onRetry={() => void topics.refetch()} />
      ) : topics.rows === undefined ? (
        <Loading />
      ) : isUnused ? (
        <EmptyState title={t('emptyTitle')} action={create}>
          {t('emptyText')}
        </EmptyState>
      ) : isEmpty ? (
        <EmptyState title={t('noneFoundTitle')}>{t('noneFoundText')}</EmptyState>
      ) : (
        <ul className={styles.list} aria-busy={topics.isPlaceholderData}>
          {topics.pages?.map((page) => (
            <TopicPage key={page[0]?.id} topics={page} />
          ))}
        </ul>
      )}
      {topics.hasNextPage && (
        <p className={styles.more}>
          <Button onPress={() => void topics.fetchNextPage()} isPending={topics.isFetchingNextPage}>
            {t('common:actions.loadMore')}
          </Button>
        </p>
      )}
      <ApiReads requests={[request, ...firstCounts]} />
      {isCreating && <NewTopicDialog onClose={() => setCreating(false)} />}
    </>
  );
}

const countsOf = (projectId: string, topics: readonly Topic[]) =>
  countPeople(
    projectId,
    topics.map(({ id }) => id),
  );

/** A page of the list, whose people are counted by one request. */
function TopicPage({ topics }: { topics: readonly Topic[] }) {
  const { id: projectId } = useProject();
  const counts = useRead(countsOf(projectId, topics), { enabled: topics.length > 0 });
  const countsByTopic = new Map(counts.data?.results.map((count) => [count.topic, count]));
  return topics.map((topic) => (
    <TopicRow key={topic.id} topic={topic} counts={countsByTopic.get(topic.id)} />
  ));
}
