import type { Language } from '../texts/languages';

/** Who is responsible for what interviewees say, and the texts that they consent to. Empty texts for none. */
export interface PrivacyNotice {
  controllerName: string;
  controllerContact: string;
  privacyUrl: string;
  consentText: Partial<Record<Language, string>>;
}

/** SQL: the notice of the project `p`, as JSON. */
export const PRIVACY_NOTICE = `json_build_object('controllerName', p.controller_name,
  'controllerContact', p.controller_contact, 'privacyUrl', p.privacy_url, 'consentText', p.consent_text)`;

/** The controller in one line; empty for none. */
export function controllerLine({
  controllerName,
  controllerContact,
}: Pick<PrivacyNotice, 'controllerName' | 'controllerContact'>): string {
  return [controllerName, controllerContact].filter((part) => part !== '').join(', ');
}
