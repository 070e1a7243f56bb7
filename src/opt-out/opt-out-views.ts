import type { ChoicesView } from '../contacts/contact-choices.service';
import { formatDay, LATER_DAYS, laterDay } from '../contacts/later-day';
import type { Language } from '../texts/languages';
import { optOutTextsOf } from '../texts/opt-out/by-language';

/** Days from today that "ask me later" proposes. */
const PROPOSED_DAYS = 30;

/** Data of each page, in addition to its texts. */
export interface OptOutPages {
  ask: Offers & {
    asker: string;
    hasAsker: boolean;
    /** Empty once the topic is deleted. */
    topic: string;
    isCompleted: boolean;
  };
  chosen: Offers & { title: string; lead: string; canUndo: boolean; hasOffers: boolean };
  preview: Record<string, never>;
}

/** The choices that a page offers. */
interface Offers {
  offersTopic: boolean;
  offersLater: boolean;
  offersNever: boolean;
  /** Days as `YYYY-MM-DD`. */
  day: string;
  firstDay: string;
  lastDay: string;
  /** Why the day that was sent is refused; empty if it is not. */
  problem: string;
}

type StatePage = 'ask' | 'chosen';

/** The page of a recorded choice, with its data. */
export type OptOutPage = { [Name in StatePage]: { name: Name; data: OptOutPages[Name] } }[StatePage];

/** Chooses the page of what is recorded. @param wrongDay the text that was sent as a day and is refused */
export function optOutPageOf(view: ChoicesView, language: Language, wrongDay?: string): OptOutPage {
  const t = optOutTextsOf(language);
  const { state, topic, askedBy, isCompleted } = view;
  const offers = offersOf(view, language, wrongDay);
  if (state.step !== 'open') {
    const { title, lead } = chosenTexts(state, language);
    const hasOffers = offers.offersTopic || offers.offersLater || offers.offersNever;
    return { name: 'chosen', data: { ...offers, title, lead, canUndo: view.canUndo, hasOffers } };
  }
  const hasAsker = askedBy !== '';
  const asker = hasAsker ? askedBy : t.ask.anonymousTeam;
  return { name: 'ask', data: { ...offers, asker, hasAsker, topic: topic ?? '', isCompleted } };
}

/** The recorded choice as a line of text. */
export function optOutTextOf({ state }: ChoicesView, language: Language): string {
  if (state.step === 'open') return `${optOutTextsOf(language).ask.title}\n`;
  return `${chosenTexts(state, language).title}.\n`;
}

function chosenTexts(
  state: Exclude<ChoicesView['state'], { step: 'open' }>,
  language: Language,
): { title: string; lead: string } {
  const { chosen } = optOutTextsOf(language);
  if (state.step !== 'later') return chosen[state.step];
  return { title: chosen.later.title(inWords(state.until, language)), lead: chosen.later.lead };
}

function offersOf({ state, topic, isCompleted }: ChoicesView, language: Language, wrongDay?: string): Offers {
  const isOver = state.step === 'never';
  const [first, last] = [laterDay(LATER_DAYS.min), laterDay(LATER_DAYS.max)];
  const proposed = state.step === 'later' ? state.until : laterDay(PROPOSED_DAYS);
  return {
    offersTopic: !isOver && state.step !== 'topic' && topic !== null && !isCompleted,
    offersLater: !isOver,
    offersNever: !isOver,
    day: wrongDay ?? formatDay(proposed),
    firstDay: formatDay(first),
    lastDay: formatDay(last),
    problem:
      wrongDay === undefined || isOver
        ? ''
        : optOutTextsOf(language).wrongDay(inWords(first, language), inWords(last, language)),
  };
}

/** A day as people write it, for example "24 December 2026". */
function inWords(day: Date, language: Language): string {
  return day.toLocaleDateString(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
}
