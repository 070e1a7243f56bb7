import { Fragment, useMemo } from 'react';
import { type MatchFinder, type Range, segmentsOf } from './marks';
import styles from './marks.module.css';

interface MarkedTextProps {
  children: string;
  finder: MatchFinder;
  /** The part that the search has named. */
  passage?: Range | null;
  /** Number of the text's first match among those of the page. */
  from?: number;
  /** Number of the match that is looked at. */
  current?: number | null;
}

/** Text that people have written, with what was searched for marked. It keeps its direction to itself. */
export function MarkedText({ children, finder, passage = null, from = 0, current = null }: MarkedTextProps) {
  const segments = useMemo(
    () => segmentsOf(children, finder.rangesIn(children), passage),
    [children, finder, passage],
  );
  return (
    <bdi dir="auto">
      {segments.map(({ text, match, isPassage }, n) => {
        const number = match === null ? null : from + match;
        const shown =
          number === null ? (
            text
          ) : (
            <mark className={styles.match} data-match={number} data-current={number === current || undefined}>
              {text}
            </mark>
          );
        return isPassage ? (
          <span key={n} className={styles.passage}>
            {shown}
          </span>
        ) : (
          <Fragment key={n}>{shown}</Fragment>
        );
      })}
    </bdi>
  );
}
