import type { InterviewTexts } from '../interview/interview-texts';

/**
 * All texts of the page about an interviewee's own data in one language, besides those that it shares with the interview
 * page. `{name}` is a placeholder for a name, which the page marks up and escapes. A missing text is a compile error.
 */
export interface OwnMyDataTexts {
  title: string;
  /** Followed by the topic. */
  lead: string;
  footnote: string;
  back: string;
  /** Facts about the person and each interview. */
  facts: {
    title: string;
    identifier: string;
    name: string;
    started: string;
    completed: string;
    withdrawn: string;
    consent: string;
  };
  said: {
    title: string;
    /** Heading of a voice call. */
    call: string;
    summary: string;
    skipped: string;
    none: string;
  };
  download: { title: string; text: string; asText: string; asJson: string };
  withdraw: { title: string; text: string; button: string };
  withdrawn: {
    title: string;
    text: string;
    tooLate: string;
    undoTitle: string;
    undoText: string;
    undo: string;
  };
  receipt: { title: string; text: string; number: string; save: string };
  never: { title: string; text: string; button: string; done: string };
  /** Rights that the page cannot carry out. */
  more: { title: string; text: string };
}

/** The texts of the page, with those that all public pages share. */
export type MyDataTexts = OwnMyDataTexts &
  Pick<InterviewTexts, 'layout' | 'errors' | 'problems' | 'notFound'>;
