import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { type DerivedKeys, deriveKeys } from '../config/derived-keys';
import { Settings } from '../config/settings';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A stored secret, opened. */
export interface OpenedSecret {
  /** `whsec_` and base64, as Standard Webhooks writes it. */
  secret: string;
  /** Whether it was encrypted with the SECRET_KEY before the current one. */
  isOld: boolean;
}

/** Makes the secrets that sign webhooks, and encrypts them for the database (AES-256-GCM, keys from SECRET_KEY). */
@Injectable()
export class WebhookSecrets {
  private readonly keys: DerivedKeys;

  constructor(settings: Settings) {
    this.keys = deriveKeys(settings, 'webhook-secret');
  }

  create(): string {
    return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
  }

  encrypt(secret: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.keys[0], iv);
    const content = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64');
  }

  /** Null when neither SECRET_KEY nor SECRET_KEY_PREVIOUS opens it. */
  decrypt(stored: string): OpenedSecret | null {
    for (const [position, key] of this.keys.entries()) {
      const secret = open(Buffer.from(stored, 'base64'), key);
      if (secret !== null) return { secret, isOld: position > 0 };
    }
    return null;
  }
}

function open(sealed: Buffer, key: KeyObject): string | null {
  const tagEnd = IV_BYTES + TAG_BYTES;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, tagEnd));
    return Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()]).toString('utf8');
  } catch {
    // Another key has made it, or it was changed.
    return null;
  }
}
