import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listContexts, readProgress, useAllRows } from '../../api/people';
import { useProject } from '../../api/session';
import { Button } from '../../components/button';
import { SearchInput } from '../../components/search-input';
import styles from './people-screen.module.css';
import { PersonRow } from './person-row';

/** Rows that are shown at first, and with each press of "Show more": a page of 10 000 rows would freeze. */
const ROWS_PER_STEP = 100;

interface PeopleListProps {
  topicId: string;
  /** Identifiers in the order of the topic. */
  people: readonly string[];
}

/** The people whom the topic targets, with state and context, searched in the browser. */
export function PeopleList({ topicId, people }: PeopleListProps) {
  const { t } = useTranslation(['people', 'common']);
  const { id: projectId } = useProject();
  const contexts = useAllRows(listContexts(projectId, topicId));
  const progress = useAllRows(readProgress(projectId, topicId));
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(ROWS_PER_STEP);

  const byIdentifier = useMemo(
    () => ({
      contexts: new Map(contexts.data?.map((row) => [row.interviewee_identifier, row])),
      states: new Map(progress.data?.map((row) => [row.interviewee_identifier, row])),
    }),
    [contexts.data, progress.data],
  );
  const words = useDeferredValue(search).toLowerCase();
  const found = useMemo(() => {
    const rows = people.map((identifier, position) => ({ identifier, position }));
    if (words === '') return rows;
    return rows.filter(
      ({ identifier }) =>
        identifier.toLowerCase().includes(words) ||
        byIdentifier.contexts.get(identifier)?.agent_context.toLowerCase().includes(words),
    );
  }, [people, words, byIdentifier]);

  return (
    <>
      {people.length > 10 && (
        <div className={styles.tools}>
          <SearchInput
            label={t('search')}
            value={search}
            onSearch={(value) => {
              setSearch(value);
              setShown(ROWS_PER_STEP);
            }}
          />
          <p className={styles.soft} role="status">
            {words !== '' && t('found', { count: found.length })}
          </p>
        </div>
      )}
      {found.length === 0 ? (
        <p className={styles.soft}>{t('noneFound')}</p>
      ) : (
        <ul className={styles.list} aria-label={t('listLabel')}>
          {found.slice(0, shown).map(({ identifier, position }) => (
            <PersonRow
              key={identifier}
              topicId={topicId}
              identifier={identifier}
              position={position}
              context={byIdentifier.contexts.get(identifier)}
              progress={byIdentifier.states.get(identifier)}
            />
          ))}
        </ul>
      )}
      {found.length > shown && (
        <div className={styles.more}>
          <Button onPress={() => setShown(shown + ROWS_PER_STEP)}>{t('common:actions.loadMore')}</Button>
          <span className={styles.soft}>{t('shownOf', { shown, count: found.length })}</span>
        </div>
      )}
    </>
  );
}
