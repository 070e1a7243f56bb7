/** An answer of the mailbox, ready to be sent. */
export interface MailboxPage {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** What a mail may do when shown: look like itself, and open links in a new tab. No scripts, no requests. */
const MAIL_POLICY = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "frame-ancestors 'self'",
].join('; ');

const SOURCE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** A page of our own. */
export function ownPage(html: string, status = 200): MailboxPage {
  return { status, headers: headers('text/html', PAGE_POLICY), body: html };
}

/** The HTML of a mail, to stand in a frame. Its links open in a new tab. */
export function mailPage(html: string): MailboxPage {
  // Right behind the doctype our `base` is the first and therefore the one that counts; before it, the mail
  // would be laid out in quirks mode.
  const doctype = /^\s*<!doctype[^>]*>/i.exec(html)?.[0] ?? '';
  const body = `${doctype}<base target="_blank">${html.slice(doctype.length)}`;
  return { status: 200, headers: headers('text/html', MAIL_POLICY), body };
}

/** A message as received, as plain text. */
export function sourcePage(raw: Buffer): MailboxPage {
  return { status: 200, headers: headers('text/plain', SOURCE_POLICY), body: raw };
}

/** Sends the browser on with a GET. */
export function redirect(location: string): MailboxPage {
  return { status: 303, headers: { location }, body: '' };
}

function headers(type: string, policy: string): Record<string, string> {
  return {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    // Mails carry private links, and their addresses must not travel on.
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
}
