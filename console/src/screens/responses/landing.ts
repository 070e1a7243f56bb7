import type { Turn } from './conversation';
import { type MatchFinder, passageIn } from './marks';
import type { Passage, Response } from './response-types';

/** Where the matches of a response are: its summary first, then its turns. */
export interface Landing {
  /** Matches in all texts together. */
  count: number;
  /** Number of the first match in the summary, and in each turn. */
  summaryFrom: number;
  turnsFrom: number[];
  /** Number of the match to show first; null to show the named turn, or nothing, instead. */
  first: number | null;
}

/** Numbers the matches of a response, and chooses where to land: in the passage that the search has named, if it has. */
export function landingOf(
  response: Pick<Response, 'summary'>,
  turns: readonly Turn[],
  finder: MatchFinder,
  passage: Passage | null,
): Landing {
  const texts = [response.summary, ...turns.map(({ text }) => text)];
  const ranges = texts.map((text) => finder.rangesIn(text));
  const counts = ranges.map(({ length }) => length);
  const from = counts.map((_, n) => counts.slice(0, n).reduce((sum, count) => sum + count, 0));
  const count = counts.reduce((sum, one) => sum + one, 0);
  const [summaryFrom = 0, ...turnsFrom] = from;
  return { count, summaryFrom, turnsFrom, first: firstOf() };

  function firstOf(): number | null {
    // The person's words come before what somebody wrote about them.
    const inTurns = count > (counts[0] ?? 0) ? (turnsFrom[0] ?? 0) : 0;
    if (passage === null) return count === 0 ? null : inTurns;
    const named =
      passage.document_type === 'summary'
        ? 0
        : 1 + turns.findIndex(({ position }) => position === passage.position);
    const found = ranges[named] ?? [];
    if (found.length === 0) return null;
    const start = passageIn(texts[named] ?? '', passage.content_snippet)?.start ?? 0;
    const first = found.findIndex((range) => range.start >= start);
    return (from[named] ?? 0) + Math.max(0, first);
  }
}
