/** No request needs deeper bodies than this, and recursion into them could exhaust the stack. */
export const MAX_DEPTH = 20;

/** Reads the bytes of a body as they arrive, so that a body that would be costly to parse is known before it is parsed. */
export interface BodyScan {
  /** Pieces that parsing would make a value of: each takes memory of its own, however few bytes it has. */
  readonly parts: number;
  readonly tooDeep: boolean;
  read(chunk: Buffer): void;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENS = 1;
const CLOSES = 2;
const SEPARATES = 3;

const JSON_ROLE = new Uint8Array(256);
for (const char of '{[') JSON_ROLE[char.charCodeAt(0)] = OPENS;
for (const char of '}]') JSON_ROLE[char.charCodeAt(0)] = CLOSES;
for (const char of ',:') JSON_ROLE[char.charCodeAt(0)] = SEPARATES;
JSON_ROLE[QUOTE] = QUOTE;

/**
 * Counts brackets, commas and colons outside of strings. Where the text stops being JSON the count may be wrong, but
 * there the parser stops as well.
 */
export class JsonScan implements BodyScan {
  parts = 0;
  tooDeep = false;
  private depth = 0;
  private inString = false;
  private escaped = false;

  read(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.inString) at = this.skipString(chunk, at);
      else at = this.readStructure(chunk, at);
    }
  }

  /** @returns the position behind the closing quote, or the end of the chunk */
  private skipString(chunk: Buffer, from: number): number {
    const { length } = chunk;
    let at = from;
    if (this.escaped) {
      this.escaped = false;
      at++;
    }
    for (; at < length; at++) {
      const byte = chunk[at];
      if (byte === QUOTE) {
        this.inString = false;
        return at + 1;
      }
      if (byte === BACKSLASH && ++at === length) this.escaped = true;
    }
    return length;
  }

  /** @returns the position behind the next opening quote, or the end of the chunk */
  private readStructure(chunk: Buffer, from: number): number {
    const { length } = chunk;
    let { parts, depth } = this;
    let at = from;
    while (at < length) {
      const role = JSON_ROLE[chunk[at++] as number];
      if (role === 0) continue;
      if (role === QUOTE) {
        this.inString = true;
        break;
      }
      if (role === CLOSES) depth--;
      else parts++;
      if (role === OPENS && ++depth > MAX_DEPTH) this.tooDeep = true;
    }
    this.parts = parts;
    this.depth = depth;
    return at;
  }
}

const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PERCENT = 0x25;

const IS_HEX = new Uint8Array(256);
for (const char of '0123456789abcdefABCDEF') IS_HEX[char.charCodeAt(0)] = 1;

/**
 * Counts the names and values of an urlencoded form, and the percent signs that begin no byte, because each of them makes
 * the text longer before it is parsed.
 */
export class FormScan implements BodyScan {
  parts = 0;
  readonly tooDeep = false;
  /** Digits that the last percent sign lacks. */
  private digits = 0;

  read(chunk: Buffer): void {
    let { parts, digits } = this;
    for (const byte of chunk) {
      if (digits > 0) {
        if (IS_HEX[byte] === 1) {
          digits--;
          continue;
        }
        parts++;
        digits = 0;
      }
      if (byte === AMPERSAND || byte === EQUALS) parts++;
      else if (byte === PERCENT) digits = 2;
    }
    this.parts = parts;
    this.digits = digits;
  }
}

const LINE_FEED = 0x0a;
const DASH = 0x2d;
/** A field of a multipart form has headers, which makes it as costly as this many parts of other bodies. */
const PARTS_OF_FIELD = 10;

/** Counts the lines of a multipart form that begin with two dashes, because every field begins with such a line. */
export class MultipartScan implements BodyScan {
  parts = 0;
  readonly tooDeep = false;
  /** How much of line feed, dash, dash the last bytes were. The body's beginning is the beginning of a line. */
  private matched = 1;

  read(chunk: Buffer): void {
    let { matched } = this;
    for (const byte of chunk) {
      if (byte === LINE_FEED) matched = 1;
      else if (byte !== DASH || matched === 0) matched = 0;
      else if (++matched === 3) {
        this.parts += PARTS_OF_FIELD;
        matched = 0;
      }
    }
    this.matched = matched;
  }
}
