import { useMemo } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../components/use-dates';
import { UserText } from '../../components/user-text';
import { personOf, wordsOf } from './conversation';
import { type ListView, responseAddress } from './filters';
import { excerptOf, type MatchFinder } from './marks';
import { MarkedText } from './marked-text';
import type { Passage, Response, Scope } from './response-types';
import { ResponseBadges } from './response-badges';
import styles from './list.module.css';
import { TopicName } from './topic-name';

interface ResponseRowProps {
  scope: Scope;
  view: ListView;
  response: Response;
  /** Its place in the list, from 0. */
  at: number;
  finder: MatchFinder;
}

/** A response in the list: who, in what state, and what was said first, or what was searched for. */
export function ResponseRow({ scope, view, response, at, finder }: ResponseRowProps) {
  const { t } = useTranslation('responses');
  const dates = useDates();
  const words = useMemo(() => excerptText(response, finder), [response, finder]);
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <Link href={responseAddress(scope, response.id, view, at)} className={styles.name}>
          {personOf(response) === '' ? (
            t('somebody')
          ) : (
            <MarkedText finder={finder}>{personOf(response)}</MarkedText>
          )}
        </Link>
        <span className={styles.badges}>
          <ResponseBadges response={response} />
        </span>
        <time className={styles.date} dateTime={response.created_at}>
          {dates.day(response.created_at)}
        </time>
      </div>
      <p className={words === '' ? styles.silent : styles.excerpt}>
        {words === '' ? t(`silent.${response.status}`) : <MarkedText finder={finder}>{words}</MarkedText>}
      </p>
      {scope.topicId === undefined && (
        <p className={styles.topic}>
          {response.topic === null ? (
            t('topicGone')
          ) : (
            <TopicName projectId={scope.projectId} topicId={response.topic} />
          )}
        </p>
      )}
    </li>
  );
}

/** The part with the first match; without one the summary, else what was said first. */
function excerptText(response: Response, finder: MatchFinder): string {
  const words = wordsOf(response);
  const candidates = [words, response.summary, response.transcript];
  const matched = candidates.find((text) => finder.isIn(text));
  return excerptOf(matched ?? (response.summary || words), finder);
}

interface PassageRowProps {
  scope: Scope;
  view: ListView;
  passage: Passage;
  at: number;
  finder: MatchFinder;
}

/** A passage that a search has found, and who said it. */
export function PassageRow({ scope, view, passage, at, finder }: PassageRowProps) {
  const { t } = useTranslation('responses');
  const dates = useDates();
  const { document_type: type, speaker, interviewee_identifier: identifier, topic_id: topicId } = passage;
  const who = type === 'summary' ? 'summary' : (speaker ?? 'interviewee');
  return (
    <li className={styles.row}>
      <p className={styles.quote}>
        <MarkedText finder={finder}>{passage.content_snippet}</MarkedText>
      </p>
      <div className={styles.head}>
        <Link href={responseAddress(scope, passage.interview_id, view, at)} className={styles.name}>
          {identifier.startsWith('shared:') ? (
            t('somebody')
          ) : (
            <UserText>
              {personOf({ kind: 'personal', respondent_name: '', interviewee_identifier: identifier })}
            </UserText>
          )}
        </Link>
        <span className={styles.said}>{t(`said.${who}`)}</span>
        <time className={styles.date} dateTime={passage.created_at}>
          {dates.day(passage.created_at)}
        </time>
      </div>
      {scope.topicId === undefined && topicId !== null && (
        <p className={styles.topic}>
          <TopicName projectId={scope.projectId} topicId={topicId} />
        </p>
      )}
    </li>
  );
}
