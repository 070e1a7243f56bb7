import tlds from 'tlds';
import type { Violation } from './checks';

const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0]|[\u{e0000}-\u{e0fff}]/u;
// Joiners and tags that spell an emoji, and joiners after a letter of a script that needs them, hide nothing.
const EMOJI = String.raw`\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})*`;
const JOINING_SCRIPTS = [
  'Arabic',
  'Syriac',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
]
  .concat(['Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar'])
  .map((script) => `\\p{Script=${script}}`)
  .join('');
const HARMLESS_JOINERS = new RegExp(
  `${EMOJI}(?:\\u200d${EMOJI})+|\\u{1f3f4}[\\u{e0030}-\\u{e007a}]{2,6}\\u{e007f}|(?<=[${JOINING_SCRIPTS}])[\\u200c\\u200d]`,
  'gu',
);
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
// The same without tab, line feed and carriage return
const CONTROL_IN_MESSAGE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/;
const BRACKET = /[<>\u2039\u203a\u2329\u232a\u27e8\u27e9\u3008\u3009]/u;
// Bounded repetitions, here and in HOST, keep the time linear in the length of the text.
const URL_SCHEME =
  /[a-z][a-z0-9+.-]{0,62}:\/\/|\b(?:javascript|data|vbscript|file|ftp|mailto|tel|sms|https?):\S|\bwww\./iu;
const DOT = /[\u3002\uff61]/gu;
const HOST =
  /(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.){1,127}(xn--[a-z0-9-]{1,59}|[\p{L}\p{M}]{2,63})(?![\p{L}\p{N}])/giu;

// NFKC makes up to 18 characters of one. Honest text hardly grows; longer text is worth no further checks.
const growthLimit = (length: number) => 2 * length + 100;

// The root zone, and reserved names that denote hosts as well (RFC 2606, RFC 6761, RFC 6762).
const TOP_LEVEL = new Set([...tlds, 'example', 'test', 'invalid', 'localhost', 'local', 'onion', 'internal']);

/**
 * Returns why a text must not be sent as invite copy, or null. The mail is sent in a user's name, so the copy may have
 * no links and no characters that hide text. It is checked in NFKC form, which maps look-alike characters to plain ones.
 */
export function inviteCopyViolation(text: string, { lineBreaks }: { lineBreaks: boolean }): Violation | null {
  const normal = text.normalize('NFKC').replace(DOT, '.');
  if (normal.length > growthLimit(text.length)) {
    return {
      code: 'max_length',
      detail: 'This text is too long when its special characters are spelled out.',
    };
  }
  if ((lineBreaks ? CONTROL_IN_MESSAGE : CONTROL).test(normal)) {
    return {
      code: 'invalid_control_char',
      detail: 'Line breaks and control characters are not allowed in this field.',
    };
  }
  if ([text, normal].some((form) => INVISIBLE.test(form.replace(HARMLESS_JOINERS, '')))) {
    return {
      code: 'invalid_invisible_char',
      detail: 'Invisible or direction-override characters are not allowed in this field.',
    };
  }
  if (BRACKET.test(text) || BRACKET.test(normal)) {
    return { code: 'invalid_bracket', detail: 'Angle brackets are not allowed in this field.' };
  }
  if (URL_SCHEME.test(normal)) {
    return { code: 'invalid_url', detail: 'URLs are not allowed in this field.' };
  }
  for (const [, topLevel = ''] of normal.matchAll(HOST)) {
    if (TOP_LEVEL.has(topLevel.toLowerCase()) || topLevel.toLowerCase().startsWith('xn--')) {
      return {
        code: 'invalid_domain',
        detail: "Links and domain names aren't allowed in interview invite copy.",
      };
    }
  }
  return null;
}
