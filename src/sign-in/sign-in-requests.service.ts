import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { createHmac, type KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { deriveKeys } from '../config/derived-keys';
import { Settings } from '../config/settings';
import { Throttled } from '../errors/domain-errors';
import { toLogFields } from '../errors/to-log-fields';
import type { Language } from '../texts/languages';
import { Limiters } from '../throttle/limiters';
import { UsersService } from '../users/users.service';
import { SIGN_IN_MINUTES, SignInLinksService } from './sign-in-links.service';
import { SignInMailer } from './sign-in-mailer';

/** Requests that are worked on at the same time, so that a flood of them leaves the database to others. */
const CONCURRENT = 4;
/** Requests that wait. More than that are dropped, because the mail server does not keep up. */
const MAX_WAITING = 1000;
/** Shorter than the time that a process has to end, most of which belongs to the mails of batches. */
const SHUTDOWN_TIMEOUT_MS = 3000;

/** A person who wants to sign in. */
export interface SignInRequest {
  address: string;
  /** Page of the console to go to afterwards. */
  next?: unknown;
  language: Language;
}

/**
 * Takes requests for links that sign in. The answer is given before the address is looked up, so neither its content nor
 * its time tells who is a user.
 */
@Injectable()
export class SignInRequestsService implements OnModuleDestroy {
  private readonly logger = new Logger(SignInRequestsService.name);
  private readonly limit = pLimit(CONCURRENT);
  private readonly running = new Set<Promise<void>>();
  private readonly key: KeyObject;

  constructor(
    private readonly users: UsersService,
    private readonly links: SignInLinksService,
    private readonly mailer: SignInMailer,
    private readonly limiters: Limiters,
    settings: Settings,
  ) {
    [this.key] = deriveKeys(settings, 'sign-in mail limit');
  }

  /** Whether links can be mailed. */
  isAvailable(): boolean {
    return this.mailer.isConfigured();
  }

  /**
   * Mails a link to the user of an address, if there is one, after this has returned.
   * @throws ServiceUnavailable no mail server is configured
   */
  accept(request: SignInRequest): void {
    this.mailer.assertConfigured();
    if (this.limit.pendingCount >= MAX_WAITING) {
      this.logger.error({ msg: 'too many requests for links to sign in are waiting; one was dropped' });
      return;
    }
    const run = this.limit(() => this.mailLink(request)).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  /** Waits for the requests that were accepted, before the mailer closes its connections. */
  async onModuleDestroy(): Promise<void> {
    const timeout = sleep(SHUTDOWN_TIMEOUT_MS, undefined, { ref: false });
    await Promise.race([Promise.all(this.running), timeout]);
  }

  private async mailLink({ address, next, language }: SignInRequest): Promise<void> {
    try {
      await this.limiters.count(['signInMailHour'], this.limiterKey(address));
      const user = await this.users.findByAddress(address);
      if (!user) return;
      const url = await this.links.create(user.id, { validMinutes: SIGN_IN_MINUTES, next });
      const name = `${user.firstName} ${user.lastName}`.trim();
      // The stored address, because another spelling of it could be another mailbox.
      await this.mailer.sendLink({ name, address: user.email }, url, language);
    } catch (error) {
      if (error instanceof Throttled) return;
      this.logger.error({ msg: 'a link to sign in was not mailed', ...toLogFields(error) });
    }
  }

  /** Keyed, so that the store of the limits does not show who wanted to sign in. */
  private limiterKey(address: string): string {
    return createHmac('sha256', this.key).update(address.trim().toLowerCase()).digest('base64url');
  }
}
