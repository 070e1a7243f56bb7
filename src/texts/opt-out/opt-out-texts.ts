import type { InterviewTexts } from '../interview/interview-texts';

/**
 * All texts of the unsubscribe page in one language, besides those that it shares with the interview page. `{name}` is a
 * placeholder for a name, which the page marks up and escapes. A missing text is a compile error.
 */
export interface OwnOptOutTexts {
  footnote: string;
  ask: {
    title: string;
    /** Followed by the topic. */
    lead: string;
    leadWithoutTopic: string;
    /** Stands for the sender when the name is not known. */
    anonymousTeam: string;
    /** The person has completed the interview, so it cannot be declined. */
    completed: string;
  };
  topic: { title: string; text: string; button: string };
  later: { title: string; text: string; label: string; button: string };
  never: { title: string; text: string; button: string };
  /** Pages that show what is recorded. */
  chosen: {
    topic: { title: string; lead: string };
    later: { title: (day: string) => string; lead: string };
    never: { title: string; lead: string };
    /** Heading of the remaining choices. */
    more: string;
  };
  undo: { title: string; text: string; button: string };
  /** The day that was sent is none, or not one of those that can be chosen. */
  wrongDay: (first: string, last: string) => string;
  notFound: InterviewTexts['notFound'];
  /** The page behind the placeholder link in the preview of a mail. */
  preview: {
    title: string;
    heading: string;
    lead: string;
    realTitle: string;
    real: string;
    footnote: string;
  };
}

/** The texts of the unsubscribe page, with those that all public pages share. */
export type OptOutTexts = OwnOptOutTexts & Pick<InterviewTexts, 'layout' | 'errors' | 'problems'>;
