import { Injectable } from '@nestjs/common';
import { request } from 'undici';
import { UpstreamFailed } from '../../errors/domain-errors';

const TIMEOUT_MS = 10_000;

/** Opens the address with which a subscription of Amazon SNS is confirmed. */
@Injectable()
export class SubscriptionConfirmer {
  /** @param url at a host of SNS, which the caller has checked @throws UpstreamFailed it cannot be opened */
  async confirm(url: URL): Promise<void> {
    try {
      // Redirects are not followed, so that the request stays with the host that was checked.
      const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      await body.dump();
      if (statusCode < 300) return;
    } catch {
      // Below: the address is a secret of SNS, so nothing of the error is told.
    }
    throw new UpstreamFailed('subscription_not_confirmed', 'Amazon SNS did not confirm the subscription.');
  }
}
