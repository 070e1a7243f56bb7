import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHash, type KeyObject, timingSafeEqual } from 'node:crypto';
import { deriveKeys } from '../config/derived-keys';
import { Settings } from '../config/settings';
import { toId } from '../validation/uuid.pipe';

/** 22 bytes in base64url: the encrypted link id, and six bytes that tell with which key. */
const TOKEN = /^[A-Za-z0-9_-]{30}$/;
const ID_BYTES = 16;
const CHECK_BYTES = 6;

/** A link's row is found by its id, or by the hash of a token from before tokens were derived. */
export type LinkKey = { id: string } | { tokenHash: Buffer };

/**
 * Makes and reads the tokens in the URLs of interviews (`docs/contract.md`, Links). A token is the link's id, encrypted
 * with a key that comes from SECRET_KEY, so that it is stored nowhere and a copy of the database opens no link. AES maps
 * each id of 16 bytes to one other block of 16 bytes: guessing a token is guessing 122 random bits of an id.
 */
@Injectable()
export class InterviewLinks {
  private readonly keys: readonly TokenKey[];

  constructor(private readonly settings: Settings) {
    const ids = deriveKeys(settings, 'interview link');
    const checks = deriveKeys(settings, 'interview link check');
    this.keys = ids.map((key, position) => new TokenKey(key, checks[position] ?? key));
  }

  /** The URL that opens the interview of a link; the same on every call. */
  urlOf(linkId: string): string {
    return this.urlsOf([linkId])[0] ?? '';
  }

  /** The URLs of many links, in order. Takes a microsecond for each. */
  urlsOf(linkIds: string[]): string[] {
    const ids = Buffer.from(linkIds.join('').replaceAll('-', ''), 'hex');
    if (ids.length !== linkIds.length * ID_BYTES) throw new Error('A token needs the id of a link.');
    const [current] = this.keys;
    const { publicUrl } = this.settings;
    return (current?.encrypt(ids) ?? []).map((token) => interviewUrl(publicUrl, token));
  }

  /** The key to find the link of a token by; null for a text that can be no token. */
  read(token: string): LinkKey | null {
    if (!TOKEN.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    for (const key of this.keys) {
      const id = key.decrypt(bytes);
      if (id !== null) return { id };
    }
    return { tokenHash: createHash('sha256').update(token).digest() };
  }
}

/** URL of the interview page for a token. @param publicUrl origin without a slash at its end */
export function interviewUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/interview/${token}`;
}

/**
 * One key of tokens. ECB is the bare block cipher: each block is the id of another link, no two are equal, and without
 * padding a block comes out as soon as it is in, so that the two ciphers serve all calls.
 */
class TokenKey {
  private readonly ids;
  private readonly idsBack;
  private readonly checks;

  constructor(idKey: KeyObject, checkKey: KeyObject) {
    this.ids = createCipheriv('aes-256-ecb', idKey, null).setAutoPadding(false);
    this.idsBack = createDecipheriv('aes-256-ecb', idKey, null).setAutoPadding(false);
    this.checks = createCipheriv('aes-256-ecb', checkKey, null).setAutoPadding(false);
  }

  encrypt(ids: Buffer): string[] {
    const encrypted = this.ids.update(ids);
    const checks = this.checks.update(ids);
    const tokens: string[] = [];
    const token = Buffer.alloc(ID_BYTES + CHECK_BYTES);
    for (let start = 0; start < ids.length; start += ID_BYTES) {
      encrypted.copy(token, 0, start, start + ID_BYTES);
      checks.copy(token, ID_BYTES, start, start + CHECK_BYTES);
      tokens.push(token.toString('base64url'));
    }
    return tokens;
  }

  decrypt(token: Buffer): string | null {
    const id = this.idsBack.update(token.subarray(0, ID_BYTES));
    const check = this.checks.update(id).subarray(0, CHECK_BYTES);
    return timingSafeEqual(check, token.subarray(ID_BYTES)) ? toId(id.toString('hex')) : null;
  }
}
