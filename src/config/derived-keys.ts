import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Settings } from './settings';

/** Keys for one purpose: the first makes, all of them verify. */
export type DerivedKeys = readonly [current: KeyObject, ...previous: KeyObject[]];

/**
 * Keys that are derived from SECRET_KEY and SECRET_KEY_PREVIOUS (HKDF, RFC 5869). Each purpose has keys of its own, so
 * that what is made for one is worth nothing for another.
 * @param purpose a fixed label, such as `unsubscribe`
 */
export function deriveKeys(
  { secretKey, secretKeyPrevious }: Pick<Settings, 'secretKey' | 'secretKeyPrevious'>,
  purpose: string,
): DerivedKeys {
  const derive = (secret: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `parley ${purpose}`, 32)));
  return secretKeyPrevious === null ? [derive(secretKey)] : [derive(secretKey), derive(secretKeyPrevious)];
}
