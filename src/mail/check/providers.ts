/** A provider of mail. */
export interface MailProvider {
  name: string;
  /** Matches the host of SMTP_URL. */
  host: RegExp;
  /** Domain that SPF has to include. Only for providers that keep the sender's domain in the return path. */
  spfInclude: string | null;
  /** Selectors that it gives to DKIM keys, as far as they are the same for all customers. */
  selectors: string[];
}

const provider = (
  name: string,
  host: RegExp,
  selectors: string[],
  spfInclude: string | null = null,
): MailProvider => ({ name, host, selectors, spfInclude });

export const PROVIDERS: MailProvider[] = [
  provider('Google', /(?:^|\.)(?:gmail|google|googlemail)\.com$/, ['google'], '_spf.google.com'),
  provider(
    'Microsoft 365',
    /(?:^|\.)(?:office365|outlook)\.com$/,
    ['selector1', 'selector2'],
    'spf.protection.outlook.com',
  ),
  provider('SendGrid', /(?:^|\.)sendgrid\.net$/, ['s1', 's2', 'smtpapi']),
  provider('Mailgun', /(?:^|\.)mailgun\.org$/, ['mailo', 'mx', 'pic', 'k1', 'smtp']),
  provider('Mandrill', /(?:^|\.)mandrillapp\.com$/, ['mandrill', 'mte1', 'mte2', 'k2', 'k3']),
  provider('Brevo', /(?:^|\.)(?:brevo|sendinblue)\.com$/, ['brevo1', 'brevo2', 'mail']),
  provider('Mailjet', /(?:^|\.)mailjet\.com$/, ['mailjet']),
  provider('Resend', /(?:^|\.)resend\.com$/, ['resend']),
  provider('Fastmail', /(?:^|\.)fastmail\.com$/, ['fm1', 'fm2', 'fm3'], 'spf.messagingengine.com'),
  provider('Zoho', /(?:^|\.)zoho\.(?:com|eu|in)$/, ['zmail', 'zoho']),
  provider('Proton', /(?:^|\.)protonmail\.ch$/, ['protonmail', 'protonmail2', 'protonmail3']),
];

/** Selectors that administrators of their own mail servers choose. */
const OWN_SERVER = ['default', 'dkim', 'mail', 'key1', 'dkim1', 'email'];

/** Domains of free mail. Their DMARC policies or their servers refuse mail that others send in their name. */
export const FREE_MAIL =
  /^(?:gmail|googlemail|yahoo|ymail|outlook|hotmail|live|msn|aol|icloud|me|mac|gmx|protonmail|proton|mail)\.(?:com|net|de|at|ch|es|fr|it|me|co\.uk)$|^(?:web\.de|t-online\.de|yandex\.(?:com|ru)|mail\.ru|qq\.com|163\.com)$/i;

/** The provider that runs a server, if it is a well-known one. */
export function providerOf(host: string): MailProvider | null {
  return PROVIDERS.find((candidate) => candidate.host.test(host.toLowerCase())) ?? null;
}

/** Selectors that are worth a look-up, those of the provider of SMTP_URL first. */
export function commonSelectors(host: string | null): string[] {
  const first = (host === null ? null : providerOf(host))?.selectors ?? [];
  return [...new Set([...first, ...OWN_SERVER, ...PROVIDERS.flatMap(({ selectors }) => selectors)])];
}
