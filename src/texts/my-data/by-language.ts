import { interviewTextsOf } from '../interview/by-language';
import type { Language } from '../languages';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import type { MyDataTexts, OwnMyDataTexts } from './my-data-texts';

const TEXTS: Record<Language, OwnMyDataTexts> = { en, de, es };

/** The texts of the page about an interviewee's own data in a language. */
export function myDataTextsOf(language: Language): MyDataTexts {
  const { layout, errors, problems, notFound } = interviewTextsOf(language);
  return { layout, errors, problems, notFound, ...TEXTS[language] };
}
