import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { ApiReads } from '../../components/api-call';
import { Button } from '../../components/button';
import { PageHeading } from '../../components/page-heading';
import type { ScreenProps } from '../../components/screen-props';
import { ExportDialog } from './export-dialog';
import { FilterBar } from './filter-bar';
import { type ListView, queryOf, viewOf } from './filters';
import { MatchFinder } from './marks';
import { searchPassages } from './requests';
import { pageRequest, PassageList, ResponseList } from './response-list';
import styles from './responses-screen.module.css';

/** The responses of a project, or of one topic, with search and filters. They stand in the address. */
export default function ResponsesScreen({ params: { projectId = '', topicId } }: ScreenProps) {
  const { t } = useTranslation('responses');
  const [params, setParams] = useSearchParams();
  const [cleared, setCleared] = useState(0);
  const [isExporting, setExporting] = useState(false);
  const scope = { projectId, topicId };
  const view = viewOf(params);
  const finder = useMemo(() => new MatchFinder(view.search), [view.search]);

  function change(changed: Partial<ListView>) {
    const next = { ...view, page: 1, ...changed };
    // The field of the search keeps its own text while one types.
    if (changed.search === '' && view.search !== '') setCleared(cleared + 1);
    setParams(queryOf(next), { replace: changed.page === undefined });
  }

  const exporting = topicId !== undefined && (
    <Button icon="download" onPress={() => setExporting(true)}>
      {t('export.open')}
    </Button>
  );
  const lists = { scope, view, finder, onChange: change };
  return (
    <>
      {topicId === undefined ? (
        <PageHeading title={t('title')} />
      ) : (
        <div className={styles.heading}>
          <h2>{t('title')}</h2>
          {exporting}
        </div>
      )}
      <FilterBar key={cleared} view={view} onChange={change} />
      {view.isByPassage ? <PassageList {...lists} /> : <ResponseList {...lists} />}
      <ApiReads requests={[view.isByPassage ? searchPassages(scope, view) : pageRequest(scope, view)]} />
      {isExporting && topicId !== undefined && (
        <ExportDialog
          projectId={projectId}
          topicId={topicId}
          status={view.status}
          onClose={() => setExporting(false)}
        />
      )}
    </>
  );
}
