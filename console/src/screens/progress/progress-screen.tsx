import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ProgressState, readProgress } from '../../api/people';
import { useProject } from '../../api/session';
import { useRead } from '../../api/use-api';
import { ApiReads } from '../../components/api-call';
import { ButtonLink } from '../../components/button';
import type { ScreenProps } from '../../components/screen-props';
import { EmptyState, ErrorState, Loading } from '../../components/states';
import { Funnel } from './funnel-figure';
import { ProgressList } from './progress-list';

/** Milliseconds between looks: people open and answer while the researcher watches. */
const WATCH_MS = 10_000;

/** How far the people of a topic have come: all of them as numbers, and each as a row. */
export default function ProgressScreen({ params: { topicId = '' } }: ScreenProps) {
  const { t } = useTranslation('progress');
  const project = useProject();
  const request = readProgress(project.id, topicId, { limit: 1 });
  const read = useRead(request, { refetchInterval: WATCH_MS });
  const [state, setState] = useState<ProgressState | null>(null);
  if (read.error) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading />;
  const { counts } = read.data;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      {total === 0 ? (
        <EmptyState
          title={t('nobody')}
          action={
            project.canWrite && (
              <ButtonLink kind="primary" to={`/p/${project.id}/topics/${topicId}/people`}>
                {t('addPeople')}
              </ButtonLink>
            )
          }
        >
          {t('nobodyHere')}
        </EmptyState>
      ) : (
        <>
          <Funnel counts={counts} />
          <ProgressList key={state} topicId={topicId} counts={counts} state={state} onState={setState} />
        </>
      )}
      <ApiReads requests={[request, readProgress(project.id, topicId, state === null ? {} : { state })]} />
    </>
  );
}
