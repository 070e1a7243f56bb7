import { useEffect, useRef } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { useRead } from '../../api/use-api';
import { ApiReads } from '../../components/api-call';
import { Icon } from '../../components/icon';
import { PageHeading } from '../../components/page-heading';
import type { ScreenProps } from '../../components/screen-props';
import { ErrorState, Loading } from '../../components/states';
import { UserText } from '../../components/user-text';
import { personOf } from './conversation';
import { listAddress, placeOf, viewOf } from './filters';
import { Reader } from './reader';
import { readResponse, searchPassages } from './requests';
import type { Response } from './response-types';
import { ResponseBadges } from './response-badges';
import { PAGE_SIZE } from './response-list';
import styles from './reader.module.css';
import { StepBar, useStepKeys } from './step-bar';
import { TopicName } from './topic-name';
import { useSteps } from './use-neighbours';

/** One response, with the way to its neighbours in the list that it was opened from. */
export default function ResponseScreen({ params: { projectId = '', topicId, id = '' } }: ScreenProps) {
  const { t } = useTranslation('responses');
  const [params] = useSearchParams();
  const view = viewOf(params);
  const at = placeOf(params);
  const scope = { projectId, topicId };
  const request = readResponse(projectId, id);
  const response = useRead(request);
  const steps = useSteps({ scope, view, id, at }, response.data);
  useStepKeys(steps);

  const place = steps?.place ?? (at === null ? null : at + 1);
  const page = place === null || view.isByPassage ? 1 : Math.ceil(place / PAGE_SIZE);
  const back = listAddress(scope, { ...view, page });
  // Where one lands in the response depends on the passage, which is read beside it.
  const isReady = response.data !== undefined && (!view.isByPassage || steps !== null);
  return (
    <>
      <div className={styles.bar}>
        <Link href={back} className={styles.back}>
          <Icon name="left" />
          {t(view.isByPassage ? 'backToPassages' : 'back')}
        </Link>
        <StepBar steps={steps} hasHint />
      </div>
      {response.error ? (
        <>
          {topicId === undefined && <PageHeading title={t('one')} />}
          <ErrorState error={response.error} onRetry={() => void response.refetch()} />
        </>
      ) : !isReady ? (
        <Loading />
      ) : (
        <>
          <Title projectId={projectId} response={response.data} isAlone={topicId === undefined} />
          <Reader
            response={response.data}
            search={view.search}
            passage={steps?.passage ?? null}
            isAlone={topicId === undefined}
            afterwards={steps?.next ?? steps?.previous ?? back}
          />
        </>
      )}
      <ApiReads requests={view.isByPassage ? [request, searchPassages(scope, view)] : [request]} />
    </>
  );
}

interface TitleProps {
  projectId: string;
  response: Response;
  isAlone: boolean;
}

/** The name of the person, as the heading of the page or below the topic's. */
function Title({ projectId, response, isAlone }: TitleProps) {
  const { t } = useTranslation('responses');
  const heading = useRef<HTMLHeadingElement>(null);
  const person = personOf(response) || t('somebody');
  useEffect(() => {
    // The topic's title has taken the focus after a navigation; what has changed is the response.
    if (document.activeElement?.tagName === 'H1') heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      {isAlone ? (
        <PageHeading title={person} isUserText />
      ) : (
        <h2 ref={heading} tabIndex={-1} className={styles.person}>
          <UserText>{person}</UserText>
        </h2>
      )}
      <p className={styles.state}>
        <ResponseBadges response={response} />
        {isAlone && response.topic !== null && (
          <Link href={listAddress({ projectId, topicId: response.topic })} className={styles.topic}>
            <TopicName projectId={projectId} topicId={response.topic} />
          </Link>
        )}
      </p>
    </>
  );
}
