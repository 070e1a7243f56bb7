import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { deriveKeys } from '../config/derived-keys';
import { Sealer } from '../config/sealer';
import { Settings } from '../config/settings';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A stored secret, opened. */
export interface OpenedSecret {
  /** `whsec_` and base64, as Standard Webhooks writes it. */
  secret: string;
  /** Whether it was encrypted with the SECRET_KEY before the current one. */
  isOld: boolean;
}

/** Makes the secrets that sign webhooks, and encrypts them for the database with keys from SECRET_KEY. */
@Injectable()
export class WebhookSecrets {
  private readonly sealer: Sealer;

  constructor(settings: Settings) {
    this.sealer = new Sealer(deriveKeys(settings, 'webhook-secret'));
  }

  create(): string {
    return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
  }

  encrypt(secret: string): string {
    return this.sealer.seal(Buffer.from(secret)).toString('base64');
  }

  /** Null when neither SECRET_KEY nor SECRET_KEY_PREVIOUS opens it. */
  decrypt(stored: string): OpenedSecret | null {
    const opened = this.sealer.open(Buffer.from(stored, 'base64'));
    return opened && { secret: opened.content.toString('utf8'), isOld: opened.isOld };
  }
}
