import { en } from './en';
import type { InterviewTexts } from './interview-texts';

const TEXTS = { en } as const satisfies Record<string, InterviewTexts>;

/** A language that the interview page speaks. */
export type Language = keyof typeof TEXTS;

/** What the page says in a language. */
export function textsOf(language: Language): InterviewTexts {
  return TEXTS[language];
}
