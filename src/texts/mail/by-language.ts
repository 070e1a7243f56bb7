import type { Language } from '../languages';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import type { MailTexts } from './mail-texts';

const TEXTS: Record<Language, MailTexts> = { en, de, es };

/** The texts of mails in a language. */
export function mailTextsOf(language: Language): MailTexts {
  return TEXTS[language];
}
