import type { Language } from '../languages';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import type { InterviewTexts } from './interview-texts';

const TEXTS: Record<Language, InterviewTexts> = { en, de, es };

/** The texts of the interview page in a language. */
export function interviewTextsOf(language: Language): InterviewTexts {
  return TEXTS[language];
}
