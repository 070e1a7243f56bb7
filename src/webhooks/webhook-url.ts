import type { Violation } from '../validation/checks';
import { isPrivateAddress } from './delivery/address-guard';

export const MAX_URL_LENGTH = 2048;

/** Names of this host and of local networks; other names are looked up when a message is sent. */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|home\.arpa)\.?$/i;

const LITERAL = /^(\[.*\]|\d+(\.\d+){3})$/;

/**
 * The first rule that the URL of a receiver breaks, or null. Numbers in other notations have been made an address by the
 * URL parser.
 * @param allowPrivate WEBHOOK_ALLOW_PRIVATE: also http, and hosts of private networks
 */
export function webhookUrlViolation(text: string, allowPrivate: boolean): Violation | null {
  const url = URL.parse(text);
  if (url === null) return invalid('Enter an absolute URL, such as https://example.com/hooks.');
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) {
    return invalid('Must begin with https://, because events are for the receiver alone.');
  }
  if (url.username !== '' || url.password !== '') {
    return invalid('Must have no user name or password. The signature shows who has sent a message.');
  }
  if (url.hash !== '') return invalid('Must have no fragment.');
  if (!allowPrivate && isPrivateHost(url)) {
    return invalid('Must lead to a public host; this one is private or local.');
  }
  return null;
}

/** Whether the host itself says that it is not on the public internet. */
export function isPrivateHost({ hostname }: URL): boolean {
  if (LITERAL.test(hostname)) return isPrivateAddress(hostname.replace(/^\[|\]$/g, ''));
  return LOCAL_NAME.test(hostname);
}

function invalid(detail: string): Violation {
  return { code: 'invalid_url', detail };
}
