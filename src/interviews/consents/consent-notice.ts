import { createHash } from 'node:crypto';
import type { PrivacyNotice } from '../../project-settings/privacy-notice';
import { interviewTextsOf } from '../../texts/interview/by-language';
import type { Language } from '../../texts/languages';

/** The notice that a person consents to. */
export interface ConsentNotice {
  /** Follows from the content: another content has another version. */
  version: string;
  language: Language;
  /** The project's own text; empty for the points that the interview page brings. */
  text: string;
  controllerName: string;
  controllerContact: string;
  privacyUrl: string;
  /** Whether anything in it is the project's own, so that it must be kept to be read later. */
  isOwn: boolean;
}

/** The notice of a project in a language. */
export function consentNoticeOf(notice: PrivacyNotice, language: Language): ConsentNotice {
  const { controllerName, controllerContact, privacyUrl } = notice;
  const text = notice.consentText[language] ?? '';
  const { consentVersion } = interviewTextsOf(language);
  const own = [text, controllerName, controllerContact, privacyUrl];
  const isOwn = own.some((part) => part !== '');
  const content = JSON.stringify([text === '' ? consentVersion : '', ...own]);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const version = isOwn ? `${language}-${hash}` : consentVersion;
  return { version, language, text, controllerName, controllerContact, privacyUrl, isOwn };
}
