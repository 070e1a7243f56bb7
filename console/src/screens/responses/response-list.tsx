import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/use-api';
import { Button } from '../../components/button';
import { Pager } from '../../components/pager';
import { EmptyState, ErrorState, Loading } from '../../components/states';
import { isFiltered, type ListView } from './filters';
import type { MatchFinder } from './marks';
import { listResponses, searchPassages } from './requests';
import type { Scope } from './response-types';
import { PassageRow, ResponseRow } from './response-row';
import styles from './list.module.css';

export const PAGE_SIZE = 50;

interface ListProps {
  scope: Scope;
  view: ListView;
  finder: MatchFinder;
  onChange: (change: Partial<ListView>) => void;
}

/** The request of the page that a view shows. */
export const pageRequest = (scope: Scope, view: ListView) =>
  listResponses(scope, view, PAGE_SIZE, (view.page - 1) * PAGE_SIZE);

/** A page of the responses, newest first. */
export function ResponseList({ scope, view, finder, onChange }: ListProps) {
  const { t, i18n } = useTranslation('responses');
  const top = useRef<HTMLDivElement>(null);
  const responses = useRead(pageRequest(scope, view), { keepPrevious: true });
  if (responses.error) {
    return <ErrorState error={responses.error} onRetry={() => void responses.refetch()} />;
  }
  if (!responses.data) return <Loading />;
  const { results, count } = responses.data;
  if (count === 0) {
    return isFiltered(view) ? (
      <NoneFound onChange={onChange} />
    ) : (
      <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
    );
  }
  const offset = (view.page - 1) * PAGE_SIZE;
  return (
    <>
      <div ref={top} className={styles.tools}>
        <p className={styles.count} role="status">
          {t('count', { count, formatted: new Intl.NumberFormat(i18n.language).format(count) })}
        </p>
      </div>
      {results.length === 0 ? (
        <EmptyState title={t('pageGone')}>{t('pageGoneText')}</EmptyState>
      ) : (
        <ol
          className={responses.isPlaceholderData ? `${styles.list} ${styles.stale}` : styles.list}
          aria-label={t('title')}
          aria-busy={responses.isPlaceholderData}
          start={offset + 1}
        >
          {results.map((response, n) => (
            <ResponseRow
              key={response.id}
              scope={scope}
              view={view}
              response={response}
              at={offset + n}
              finder={finder}
            />
          ))}
        </ol>
      )}
      <Pager
        page={view.page}
        pageSize={PAGE_SIZE}
        count={count}
        onChange={(page) => {
          onChange({ page });
          top.current?.scrollIntoView();
        }}
      />
    </>
  );
}

/** The passages that fit a search best. */
export function PassageList({ scope, view, finder, onChange }: ListProps) {
  const { t } = useTranslation('responses');
  const passages = useRead(searchPassages(scope, view), { keepPrevious: true });
  if (passages.error) return <ErrorState error={passages.error} onRetry={() => void passages.refetch()} />;
  if (!passages.data) return <Loading />;
  if (passages.data.length === 0) return <NoneFound onChange={onChange} />;
  return (
    <>
      <div className={styles.tools}>
        <p className={styles.count} role="status">
          {t('passages', { count: passages.data.length })}
        </p>
      </div>
      <ol className={styles.list} aria-label={t('views.passages')} aria-busy={passages.isPlaceholderData}>
        {passages.data.map((passage, at) => (
          <PassageRow
            key={`${passage.interview_id} ${passage.document_type}`}
            scope={scope}
            view={view}
            passage={passage}
            at={at}
            finder={finder}
          />
        ))}
      </ol>
    </>
  );
}

function NoneFound({ onChange }: Pick<ListProps, 'onChange'>) {
  const { t } = useTranslation('responses');
  const clear = () => onChange({ search: '', status: null, kind: null, classification: null });
  return (
    <EmptyState title={t('noneFoundTitle')} action={<Button onPress={clear}>{t('clearFilters')}</Button>}>
      {t('noneFoundText')}
    </EmptyState>
  );
}
