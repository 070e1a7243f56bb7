import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { deriveKeys } from '../../config/derived-keys';
import { Sealer } from '../../config/sealer';
import { Settings } from '../../config/settings';
import { ErasureKeyRepository } from './erasure-key.repository';

/** The keys that this process can open: the first makes, all of them recognise. */
type HashKeys = [KeyObject, ...KeyObject[]];

/**
 * Hashes what must be recognised after it was erased. The key is random and sealed with SECRET_KEY instead of being
 * derived from it, because a hash cannot be made again when SECRET_KEY changes: only the seal is renewed then. A
 * SECRET_KEY that was set without the one before it opens no key, and gets one of its own.
 */
@Injectable()
export class ErasureHash implements OnApplicationBootstrap {
  private readonly logger = new Logger(ErasureHash.name);
  private readonly sealer: Sealer;
  private readonly madeUnder: Buffer;
  private keys: Promise<HashKeys> | null = null;

  constructor(
    private readonly stored: ErasureKeyRepository,
    settings: Settings,
  ) {
    const derived = deriveKeys(settings, 'erasure key');
    this.sealer = new Sealer(derived);
    this.madeUnder = hmac(derived[0], 'made under');
  }

  /** Reads the keys early, so that no transaction waits for a second connection. A failure is not the end: they are read later. */
  async onApplicationBootstrap(): Promise<void> {
    await this.readKeys().catch(() => undefined);
  }

  /** HMAC-SHA256 of a text within a project, the same for as long as the oldest key can be opened. */
  async of(projectId: string, text: string): Promise<Buffer> {
    const [key] = await this.readKeys();
    return hmac(key, `${projectId} ${text}`);
  }

  /** Every hash that {@link of} may have made of a text, under whichever key. */
  async candidates(projectId: string, texts: string[]): Promise<{ text: string; hash: Buffer }[]> {
    const keys = await this.readKeys();
    return texts.flatMap((text) => keys.map((key) => ({ text, hash: hmac(key, `${projectId} ${text}`) })));
  }

  private async readKeys(): Promise<HashKeys> {
    this.keys ??= this.readOrMakeKeys();
    try {
      return await this.keys;
    } catch (error) {
      // The database may answer again.
      this.keys = null;
      throw error;
    }
  }

  private async readOrMakeKeys(): Promise<HashKeys> {
    const stored = await this.stored.findSealed();
    let keys = await this.open(stored);
    if (keys.length < stored.length) {
      this.logger.error(
        'SECRET_KEY does not open a key of erased opt-outs, so some people who were erased after they opted out are not recognised. Set SECRET_KEY_PREVIOUS to the key before it, and restart.',
      );
    }
    if (keys.length === 0) {
      await this.stored.insertUnlessThere(this.madeUnder, this.sealer.seal(randomBytes(32)));
      keys = await this.open(await this.stored.findSealed());
    }
    const [first, ...others] = keys;
    if (!first)
      throw new Error('The key of erased opt-outs was changed in the database, so nobody can be mailed.');
    return [first, ...others];
  }

  /** The keys that open, sealed with the current SECRET_KEY from now on. */
  private async open(stored: Buffer[]): Promise<KeyObject[]> {
    const keys: KeyObject[] = [];
    for (const sealed of stored) {
      const opened = this.sealer.open(sealed);
      if (!opened) continue;
      if (opened.isOld) await this.stored.reseal(sealed, this.sealer.seal(opened.content));
      keys.push(createSecretKey(opened.content));
    }
    return keys;
  }
}

function hmac(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
