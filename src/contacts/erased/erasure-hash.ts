import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { deriveKeys } from '../../config/derived-keys';
import { Sealer } from '../../config/sealer';
import { Settings } from '../../config/settings';
import { ErasureKeyRepository } from './erasure-key.repository';

/**
 * Hashes what must be recognised after it was erased. The key is random and sealed with SECRET_KEY instead of being
 * derived from it, because a hash cannot be made again when SECRET_KEY changes: only the seal is renewed then.
 */
@Injectable()
export class ErasureHash implements OnApplicationBootstrap {
  private readonly logger = new Logger(ErasureHash.name);
  private readonly sealer: Sealer;
  private key: Promise<KeyObject> | null = null;

  constructor(
    private readonly keys: ErasureKeyRepository,
    settings: Settings,
  ) {
    this.sealer = new Sealer(deriveKeys(settings, 'erasure key'));
  }

  /** Reads the key early, so that no transaction waits for a second connection. A failure is not the end: it is read later. */
  async onApplicationBootstrap(): Promise<void> {
    await this.readKey().catch(() => undefined);
  }

  /** HMAC-SHA256 of each text within a project, in order. */
  async ofAll(projectId: string, texts: string[]): Promise<Buffer[]> {
    const key = await this.readKey();
    return texts.map((text) => createHmac('sha256', key).update(`${projectId} ${text}`).digest());
  }

  private async readKey(): Promise<KeyObject> {
    this.key ??= this.readOrMakeKey();
    try {
      return await this.key;
    } catch (error) {
      // The database may answer again.
      this.key = null;
      throw error;
    }
  }

  private async readOrMakeKey(): Promise<KeyObject> {
    const fresh = randomBytes(32);
    const sealed = await this.keys.findOrInsert(this.sealer.seal(fresh));
    const opened = this.sealer.open(sealed);
    if (!opened) {
      this.logger.error(
        'SECRET_KEY does not open the key of erased opt-outs, so people who were erased after they opted out are not recognised any more. Set SECRET_KEY_PREVIOUS to the key before it, and restart.',
      );
      return createSecretKey(fresh);
    }
    if (opened.isOld) {
      await this.keys.reseal(sealed, this.sealer.seal(opened.content));
    }
    return createSecretKey(opened.content);
  }
}
