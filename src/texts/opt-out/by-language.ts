import { interviewTextsOf } from '../interview/by-language';
import type { Language } from '../languages';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import type { OptOutTexts, OwnOptOutTexts } from './opt-out-texts';

const TEXTS: Record<Language, OwnOptOutTexts> = { en, de, es };

/** The texts of the unsubscribe page in a language. */
export function optOutTextsOf(language: Language): OptOutTexts {
  const { layout, errors, problems } = interviewTextsOf(language);
  return { layout, errors, problems, ...TEXTS[language] };
}
