import { interviewTextsOf } from '../interview/by-language';
import type { Language } from '../languages';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import type { OwnSignInTexts, SignInTexts } from './sign-in-texts';

const TEXTS: Record<Language, OwnSignInTexts> = { en, de, es };

/** The texts of signing in, in a language. */
export function signInTextsOf(language: Language): SignInTexts {
  const own = TEXTS[language];
  const { layout, errors, problems } = interviewTextsOf(language);
  return { layout: { ...layout, mark: own.mark, footnote: own.footnote }, errors, problems, ...own };
}
