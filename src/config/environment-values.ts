import { makeValidator, type RequiredValidatorSpec } from 'envalid';
import { isIP, isIPv4 } from 'node:net';
import isEmail from 'validator/lib/isEmail';
import { MIN_SECRET_KEY_LENGTH, SECRET_KEY_RECIPE } from './secret-key';
import { parseUrl } from './parse-url';

const MIN_SHARED_SECRET_LENGTH = 16;

const ENCODE =
  'percent-encode special characters in the user name and the password (% as %25, @ as %40, / as %2F, # as %23, ? as %3F)';

/** A URL with one of these protocols. The value can contain a password, so error messages do not repeat it. */
export const url = (protocols: string[], example: string) =>
  makeValidator((input) => {
    // libpq leaves the host out when the query names a socket: postgres://user:password@/database?host=/run/postgresql
    const complete = input.startsWith('postgres') ? input.replace('@/', '@localhost/') : input;
    const parsed = parseUrl(complete);
    if (!parsed || !protocols.includes(parsed.protocol)) {
      throw new TypeError(`must be a URL such as ${example}; ${ENCODE}, and put an IPv6 address in brackets`);
    }
    // A # or / in a password ends the host, and the rest of the password becomes path or fragment.
    const isCutShort = parsed.hash !== '' || parsed.pathname.includes('@');
    if (isCutShort || ![parsed.username, parsed.password, parsed.pathname].every(isPercentEncoded)) {
      throw new TypeError(`is not a valid URL: ${ENCODE}`);
    }
    return input;
  });

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The folder is in the path, so unlike other URLs this one may have a part after the host, and no fragment. */
export const imapUrl = url(['imap:', 'imaps:'], 'imaps://user:password@mail.example.com/INBOX');

/** A secret that a sender repeats in each request, or signs with. Short ones can be guessed. */
export const sharedSecret = makeValidator((input) => {
  if (/[\s\p{Cc}]/u.test(input)) throw new TypeError('must not contain blanks or line breaks');
  if (input.length < MIN_SHARED_SECRET_LENGTH) {
    throw new TypeError(
      `must have at least ${MIN_SHARED_SECRET_LENGTH} characters; openssl rand -hex 24 makes one`,
    );
  }
  return input;
});

/** A secret of Standard Webhooks: `whsec_` and at least 24 bytes in Base64. */
export const webhookSecret = makeValidator((input) => {
  const encoded = input.replace(/^whsec_/, '');
  const isLongEnough = /^[A-Za-z\d+/]+={0,2}$/.test(encoded) && Buffer.from(encoded, 'base64').length >= 24;
  if (!isLongEnough) {
    throw new TypeError('must be whsec_ and at least 24 bytes in Base64; openssl rand -base64 32 makes them');
  }
  return `whsec_${encoded}`;
});

/** The public origin of this server: scheme, host and port. Refuses credentials, which every link would show. */
export const origin = makeValidator((input) => {
  const parsed = parseUrl(input);
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.search || parsed.hash) {
    throw new TypeError('must be an http(s) URL without query, such as https://parley.example.com');
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new TypeError(
      'must not contain a user name or password, because every link in every mail would show them. Remove the part before the @',
    );
  }
  if (/[^/]/.test(parsed.pathname)) {
    throw new TypeError(
      'must not contain a path, because Parley is served at the root of a host. Give it a host name of its own, such as https://parley.example.com',
    );
  }
  return parsed.origin;
});

/** Origins separated by commas, as browsers write them: without default port, in lower case. */
export const origins = makeValidator((input) =>
  input.split(',').map((entry) => {
    const text = entry.trim();
    const parsed = parseUrl(text);
    const isOrigin =
      /^https?:$/.test(parsed?.protocol ?? '') && parsed !== null && `${parsed.origin}/` === parsed.href;
    if (!isOrigin || /[?#*]/.test(text)) {
      throw new TypeError(
        'must be origins separated by commas, each a scheme and a host without path or wildcard, such as https://app.example.com,http://localhost:5173',
      );
    }
    return parsed.origin;
  }),
);

/** A secret or id that travels in a header. Blanks and line breaks inside it would make every request fail. */
export const token = makeValidator((input) => {
  if (/[\s\p{Cc}]/u.test(input)) throw new TypeError('must not contain blanks or line breaks');
  return input;
});

/** A secret from which others are derived. Error messages do not repeat it. */
export const secretKey = makeValidator((input) => {
  if (/[\s\p{Cc}]/u.test(input)) {
    throw new TypeError(`must not contain blanks or line breaks; ${SECRET_KEY_RECIPE}`);
  }
  if (input.length < MIN_SECRET_KEY_LENGTH) {
    throw new TypeError(`must have at least ${MIN_SECRET_KEY_LENGTH} characters; ${SECRET_KEY_RECIPE}`);
  }
  return input;
});

/** A host name in ASCII, or an address literal such as [192.0.2.1] (RFC 5321, 4.1.3). */
export const hostName = makeValidator((input) => {
  const literal = /^\[(?:IPv6:)?([\da-f.:]+)\]$/i.exec(input)?.[1];
  const isName = /^(?=.{1,253}$)[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*$/i.test(
    input,
  );
  if (literal === undefined ? !isName : isIP(literal) === 0) {
    throw new TypeError(
      'must be a host name or an address literal, such as parley.example.com or [192.0.2.1]',
    );
  }
  return input;
});

/** A whole number from `min` to `max`. */
export const wholeNumber = (
  [min, max]: [min: number, max: number],
  spec: { default: number; desc: string },
): RequiredValidatorSpec<number> =>
  makeValidator((input) => {
    const value = Number(input);
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new TypeError(`must be a whole number from ${min} to ${max}`);
    }
    return value;
  })(spec);

/** A boolean. */
export const flag = makeValidator((input) => {
  if (/^(true|t|yes|on|1)$/.test(input)) return true;
  if (/^(false|f|no|off|0)$/.test(input)) return false;
  throw new TypeError('must be true or false');
});

const NETWORK_NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** Addresses, networks and names of networks, separated by commas. */
export const networks = makeValidator((input) => {
  const entries = input.split(',').map((entry) => entry.trim());
  if (!entries.every((entry) => NETWORK_NAMES.has(entry) || isNetwork(entry))) {
    throw new TypeError(
      'must be addresses or networks separated by commas, such as 10.0.0.0/8,127.0.0.1, or loopback, linklocal, uniquelocal',
    );
  }
  return entries;
});

function isNetwork(entry: string): boolean {
  const [address = '', length, ...rest] = entry.split('/');
  if (isIP(address) === 0 || rest.length > 0) return false;
  if (length === undefined) return true;
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : 0;
  return bits >= 1 && bits <= (isIPv4(address) ? 32 : 128);
}

// Control characters are refused because a line break in the value could add headers to a mail.
const SENDER = /^(?:[^<>\p{Cc}]*<([^<>\s]+)>|([^<>\s]+))$/u;

/** `address` or `Name <address>`. The domain need not have a top-level domain, so that local mail servers work. */
export const sender = makeValidator((input) => {
  const [, named, bare] = SENDER.exec(input.trim()) ?? [];
  if (!isEmail(named ?? bare ?? '', { require_tld: false })) {
    throw new TypeError('must be an address or Name <address>, such as Parley <parley@example.com>');
  }
  return input.trim();
});
