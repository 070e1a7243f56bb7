import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../components/use-dates';
import type { Turn } from './conversation';
import { type MatchFinder, passageIn } from './marks';
import { MarkedText } from './marked-text';
import type { Passage } from './response-types';
import styles from './conversation.module.css';

interface ConversationProps {
  turns: readonly Turn[];
  finder: MatchFinder;
  passage: Passage | null;
  /** Number of the first match in each turn. */
  from: readonly number[];
  /** Number of the match that is looked at. */
  current: number | null;
}

/** An interview, turn by turn: questions at one side, answers at the other. */
export function ConversationView({ turns, finder, passage, from, current }: ConversationProps) {
  const isNamed = (turn: Turn) =>
    passage?.document_type === 'transcript' && turn.position !== null && passage.position === turn.position;
  return (
    <ol className={styles.turns}>
      {turns.map((turn, n) => (
        <TurnView
          key={n}
          turn={turn}
          finder={finder}
          snippet={isNamed(turn) ? (passage?.content_snippet ?? null) : null}
          from={from[n] ?? 0}
          current={current}
        />
      ))}
    </ol>
  );
}

interface TurnProps {
  turn: Turn;
  finder: MatchFinder;
  /** The part of this turn that a search has named. */
  snippet: string | null;
  from: number;
  current: number | null;
}

function TurnView({ turn, finder, snippet, from, current }: TurnProps) {
  const { t } = useTranslation('responses');
  const dates = useDates();
  const { speaker, text, at, isSkipped } = turn;
  const passage = useMemo(() => (snippet === null ? null : passageIn(text, snippet)), [text, snippet]);
  return (
    <li
      className={`${styles.turn} ${styles[speaker ?? 'unknown']}`}
      data-named={snippet !== null || undefined}
    >
      <p className={styles.who}>
        <span>{t(`speakers.${speaker ?? 'unknown'}`)}</span>
        {at !== null && <time dateTime={at}>{dates.time(at)}</time>}
      </p>
      {text === '' ? (
        <p className={styles.nothing}>{t(isSkipped ? 'skipped' : 'unanswered')}</p>
      ) : (
        <p dir="auto" className={styles.words}>
          <MarkedText finder={finder} passage={passage} from={from} current={current}>
            {text}
          </MarkedText>
        </p>
      )}
    </li>
  );
}
