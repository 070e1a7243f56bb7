import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { Agent } from 'undici';
import { Settings } from '../../config/settings';
import { isPrivateHost } from '../webhook-url';
import { AddressRefused, guardedLookup } from './address-guard';

/** A receiver has this long, in milliseconds, from the start of connecting to the end of its answer. */
const TOTAL_MS = 15_000;

/** So much of an answer is read, so that the connection can be used again; nothing of it is kept. */
const MAX_ANSWER_BYTES = 8 * 1024;

/** A pause that a receiver asks for counts up to a day. */
const MAX_RETRY_AFTER_SECONDS = 24 * 3600;

/** One message to one receiver. */
export interface SignedMessage {
  id: string;
  url: string;
  type: string;
  occurredAt: Date;
  data: Record<string, unknown>;
  /** All that sign; the current one first. */
  secrets: string[];
}

/** The result of a request. */
export interface SendResult {
  /** Null without an answer. */
  statusCode: number | null;
  /** Why there was no answer; empty with one. */
  error: string;
  durationMs: number;
  /** Seconds that the receiver asks to wait; null if it does not. */
  retryAfter: number | null;
}

/** Sends messages as Standard Webhooks 1.0 says. */
@Injectable()
export class WebhookSender implements OnModuleDestroy {
  private readonly agent: Agent;
  private readonly allowPrivate: boolean;

  constructor({ webhookAllowPrivate }: Settings) {
    this.allowPrivate = webhookAllowPrivate;
    this.agent = new Agent({
      connect: { timeout: TOTAL_MS, ...(webhookAllowPrivate ? {} : { lookup: guardedLookup() }) },
      headersTimeout: TOTAL_MS,
      bodyTimeout: TOTAL_MS,
      pipelining: 1,
      keepAliveTimeout: 5000,
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.agent.destroy();
  }

  /** Sends a message once. Redirects are not followed: 3xx is an answer like others. Never rejects. */
  async send(message: SignedMessage, signal?: AbortSignal): Promise<SendResult> {
    const started = performance.now();
    const result = (values: Partial<SendResult>): SendResult => ({
      statusCode: null,
      error: '',
      retryAfter: null,
      ...values,
      durationMs: Math.round(performance.now() - started),
    });
    const url = new URL(message.url);
    if (!this.allowPrivate && isPrivateHost(url)) return result({ error: 'address_refused' });
    const body = JSON.stringify({
      type: message.type,
      timestamp: message.occurredAt.toISOString(),
      data: message.data,
    });
    const timeout = AbortSignal.timeout(TOTAL_MS);
    try {
      const answer = await this.agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Parley',
          ...signatureHeaders(message, body, new Date()),
        },
        body,
        signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
      });
      // The status decides; an answer that is too long or breaks off does not change it.
      await answer.body.dump({ limit: MAX_ANSWER_BYTES }).catch(() => undefined);
      return result({
        statusCode: answer.statusCode,
        retryAfter: retryAfterOf(answer.headers['retry-after']),
      });
    } catch (error) {
      return result({ error: errorCode(error, timeout.aborted) });
    }
  }
}

/** The headers of Standard Webhooks 1.0; several signatures while a secret is being replaced. */
export function signatureHeaders(
  { id, secrets }: Pick<SignedMessage, 'id' | 'secrets'>,
  body: string,
  at: Date,
) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

function retryAfterOf(header: string | string[] | undefined): number | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 0), MAX_RETRY_AFTER_SECONDS) : null;
}

/** A code of ours: messages of libraries can hold the address. */
function errorCode(error: unknown, timedOut: boolean): string {
  const { code = '', name = '' } = error as { code?: string; name?: string };
  if (error instanceof AddressRefused || code === 'address_refused') return 'address_refused';
  if (timedOut || /TIMEOUT|ETIMEDOUT/.test(code) || name === 'TimeoutError') return 'timeout';
  if (/^(ENOTFOUND|EAI_|ENODATA)/.test(code)) return 'unknown_host';
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/.test(code)) return 'certificate';
  if (code === 'ECONNREFUSED') return 'connection_refused';
  return 'connection_failed';
}
