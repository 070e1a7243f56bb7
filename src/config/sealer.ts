import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import type { DerivedKeys } from './derived-keys';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const TAG_END = IV_BYTES + TAG_BYTES;

/** Something sealed, opened again. */
export interface Opened {
  content: Buffer;
  /** Whether it was sealed with the SECRET_KEY before the current one. */
  isOld: boolean;
}

/** Encrypts what is stored and must be read again (AES-256-GCM), so that a copy of the database does not show it. */
export class Sealer {
  constructor(private readonly keys: DerivedKeys) {}

  /** The initialization vector, the tag and the encrypted content. */
  seal(content: Buffer): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.keys[0], iv);
    const encrypted = [cipher.update(content), cipher.final()];
    return Buffer.concat([iv, cipher.getAuthTag(), ...encrypted]);
  }

  /** Null when no key opens it, or it was changed. */
  open(sealed: Buffer): Opened | null {
    for (const [position, key] of this.keys.entries()) {
      const content = open(sealed, key);
      if (content !== null) return { content, isOld: position > 0 };
    }
    return null;
  }
}

function open(sealed: Buffer, key: KeyObject): Buffer | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, TAG_END));
    return Buffer.concat([decipher.update(sealed.subarray(TAG_END)), decipher.final()]);
  } catch {
    return null;
  }
}
