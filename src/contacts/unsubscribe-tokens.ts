import { Injectable } from '@nestjs/common';
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { type DerivedKeys, deriveKeys } from '../config/derived-keys';
import { Settings } from '../config/settings';
import { toId } from '../validation/uuid.pipe';

/** Whose mail an unsubscribe token is from, and the link in that mail. */
export interface UnsubscribeTarget {
  contactId: string;
  shareId: string;
}

/** 48 bytes in base64url: contact id, share id, and the first half of their HMAC-SHA256. */
const TOKEN = /^[\w-]{64}$/;
const ID_BYTES = 16;
const MAC_BYTES = 16;

/**
 * Makes and reads the tokens of unsubscribe links. A token is signed and not stored, so that it works as long as the
 * contact exists, also when its topic or link is gone, and 100 000 mails need no rows for it.
 */
@Injectable()
export class UnsubscribeTokens {
  private readonly keys: DerivedKeys;

  constructor(settings: Settings) {
    this.keys = deriveKeys(settings, 'unsubscribe');
  }

  /** The token for the mails of one link. The same ids give the same token. Takes microseconds. */
  create({ contactId, shareId }: UnsubscribeTarget): string {
    const ids = Buffer.from(`${contactId}${shareId}`.replaceAll('-', ''), 'hex');
    if (ids.length !== 2 * ID_BYTES) throw new Error('An unsubscribe token needs two ids.');
    return Buffer.concat([ids, macOf(ids, this.keys[0])]).toString('base64url');
  }

  /** Contact and link of a token; null if it was not made with SECRET_KEY or SECRET_KEY_PREVIOUS. */
  read(token: string): UnsubscribeTarget | null {
    if (!TOKEN.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    const ids = bytes.subarray(0, 2 * ID_BYTES);
    const mac = bytes.subarray(2 * ID_BYTES);
    if (!this.keys.some((key) => timingSafeEqual(macOf(ids, key), mac))) return null;
    return {
      contactId: toId(ids.toString('hex', 0, ID_BYTES)),
      shareId: toId(ids.toString('hex', ID_BYTES)),
    };
  }
}

/** The address of the unsubscribe page. @param publicUrl origin without a slash at its end */
export function unsubscribeUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/unsubscribe/${token}`;
}

function macOf(ids: Buffer, key: KeyObject): Buffer {
  return createHmac('sha256', key).update(ids).digest().subarray(0, MAC_BYTES);
}
