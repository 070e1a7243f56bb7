import { useTranslation } from 'react-i18next';
import { type ProgressRow, type ProgressState, readProgress } from '../../api/people';
import { useProject } from '../../api/session';
import { usePages } from '../../api/use-api';
import { Button } from '../../components/button';
import { Select } from '../../components/select';
import { StateBadge } from '../../components/state-badge';
import { ErrorState, Loading } from '../../components/states';
import { useDates } from '../../components/use-dates';
import { UserText } from '../../components/user-text';
import type { Counts } from './funnel';
import styles from './progress-screen.module.css';

const ROWS_PER_PAGE = 100;
const ALL = 'all';

interface ProgressListProps {
  topicId: string;
  counts: Counts;
  /** Null for everybody. */
  state: ProgressState | null;
  onState: (state: ProgressState | null) => void;
}

/** People with their state, and since when; filtered by state on the server. */
export function ProgressList({ topicId, counts, state, onState }: ProgressListProps) {
  const { t } = useTranslation(['progress', 'common']);
  const { id: projectId } = useProject();
  const people = usePages(readProgress(projectId, topicId, state === null ? {} : { state }), {
    limit: ROWS_PER_PAGE,
    keepPrevious: true,
  });
  const states = (Object.keys(counts) as ProgressState[]).filter((one) => counts[one] > 0 || one === state);
  return (
    <section className={styles.people} aria-label={t('listLabel')}>
      <div className={styles.filter}>
        <Select<ProgressState | typeof ALL>
          label={t('filter')}
          value={state ?? ALL}
          choices={[
            { value: ALL, label: t('all') },
            ...states.map((value) => ({
              value,
              label: `${t(`common:progress.${value}`)} (${counts[value]})`,
            })),
          ]}
          onChange={(value) => onState(value === ALL ? null : value)}
        />
      </div>
      {people.error ? (
        <ErrorState error={people.error} onRetry={() => void people.refetch()} />
      ) : !people.rows ? (
        <Loading />
      ) : people.rows.length === 0 ? (
        <p className={styles.soft}>{t('nobodyHere')}</p>
      ) : (
        <ul className={styles.list} aria-label={t('listLabel')}>
          {people.rows.map((row) => (
            <Person key={row.interviewee_identifier} row={row} />
          ))}
        </ul>
      )}
      {people.hasNextPage && (
        <p className={styles.more}>
          <Button onPress={() => void people.fetchNextPage()} isPending={people.isFetchingNextPage}>
            {t('common:actions.loadMore')}
          </Button>
        </p>
      )}
    </section>
  );
}

const REASONS = ['opted_out', 'bounced', 'do_not_contact', 'recently_contacted'] as const;

function Person({ row }: { row: ProgressRow }) {
  const { t } = useTranslation('progress');
  const dates = useDates();
  const reason = REASONS.find((one) => one === row.reason);
  return (
    <li className={styles.row}>
      <div className={styles.who}>
        <UserText className={styles.name}>{row.interviewee_identifier}</UserText>
        {(row.since !== null || reason) && (
          <p className={styles.soft}>
            {row.since !== null && t('since', { date: dates.time(row.since) })}
            {row.since !== null && reason && ' · '}
            {reason && t(`reasons.${reason}`)}
            {row.free_at !== null && `, ${t('freeAt', { date: dates.time(row.free_at) })}`}
          </p>
        )}
      </div>
      <StateBadge state={row.state} />
    </li>
  );
}
