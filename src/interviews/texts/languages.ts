import { de } from './de';
import { en } from './en';
import { es } from './es';
import type { InterviewTexts } from './interview-texts';

const TEXTS = { en, de, es } as const satisfies Record<string, InterviewTexts>;

/** A language that the interview page speaks. */
export type Language = keyof typeof TEXTS;

/** All of them; the first one is for people who asked for none of them. */
export const LANGUAGES = Object.keys(TEXTS) as [Language, ...Language[]];

/** What the page says in a language. */
export function textsOf(language: Language): InterviewTexts {
  return TEXTS[language];
}

/** The language behind a code that came from outside. */
export function asLanguage(code: unknown): Language | undefined {
  return LANGUAGES.find((language) => language === code);
}
