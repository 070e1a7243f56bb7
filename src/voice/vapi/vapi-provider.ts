import { Logger } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { VapiSettings } from '../../config/vapi-environment';
import { toLogFields } from '../../errors/to-log-fields';
import { Throttled, UpstreamFailed } from '../../errors/domain-errors';
import { postJson, type PostAnswer, type TimeLimits } from './post-json';
import { parseVapiReport } from './vapi-report';
import { type CallRequest, type CallReport, VoiceProvider, type WebCall } from '../voice-provider';

const TIME_LIMITS: TimeLimits = { connectMs: 3000, readMs: 15_000 };
const SIGNATURE = /^[0-9a-f]{64}$/;
const MAX_RETRY_SECONDS = 3600;
const DEFAULT_RETRY_SECONDS = 60;

/** Calls held by Vapi (https://vapi.ai). */
export class VapiProvider extends VoiceProvider {
  private readonly logger = new Logger(VapiProvider.name);

  constructor(private readonly account: VapiSettings) {
    super();
  }

  async startCall(brief: CallRequest): Promise<WebCall> {
    const { status, headers, text } = await this.post('/call/web', {
      assistantId: this.account.assistantId,
      assistantOverrides: {
        firstMessage: brief.firstMessage,
        variableValues: {
          userName: brief.userName,
          topic: brief.topic,
          agent_context: brief.agentContext,
          questions: JSON.stringify(brief.questions),
        },
        metadata: brief.metadata,
        serverMessages: ['status-update', 'end-of-call-report'],
      },
    });
    if (status === 429) throw new Throttled(retrySeconds(headers['retry-after']));
    const call = status >= 200 && status < 300 ? readCall(text) : null;
    if (call) return call;
    this.logger.warn({ msg: 'voice vendor answered unexpectedly', status });
    throw providerFailed();
  }

  verifySignature(headers: IncomingHttpHeaders, body: Buffer): boolean {
    const given = headers['x-vapi-signature'];
    if (typeof given !== 'string' || !SIGNATURE.test(given)) return false;
    const expected = createHmac('sha256', this.account.webhookSecret).update(body).digest();
    return timingSafeEqual(Buffer.from(given, 'hex'), expected);
  }

  parseReport(body: Buffer): CallReport | null {
    return parseVapiReport(body);
  }

  private async post(path: string, body: unknown): Promise<PostAnswer> {
    try {
      return await postJson(new URL(this.account.apiUrl + path), {
        headers: { authorization: `Bearer ${this.account.privateKey}` },
        body,
        limits: TIME_LIMITS,
      });
    } catch (error) {
      this.logger.warn({ msg: 'voice vendor not reached', ...toLogFields(error) });
      throw providerFailed();
    }
  }
}

function providerFailed(): UpstreamFailed {
  return new UpstreamFailed('voice_vendor_failed', 'The voice call could not be set up. Try again.');
}

function retrySeconds(header: string | undefined): number {
  const seconds = Number(header ?? '');
  return Number.isInteger(seconds) && seconds > 0
    ? Math.min(seconds, MAX_RETRY_SECONDS)
    : DEFAULT_RETRY_SECONDS;
}

/** Null when the answer is not a call that a browser can safely be sent to. */
function readCall(text: string): WebCall | null {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return null;
  }
  const { id, webCallUrl: url } = (answer ?? {}) as { id?: unknown; webCallUrl?: unknown };
  if (typeof id !== 'string' || id === '' || typeof url !== 'string') return null;
  return URL.canParse(url) && new URL(url).protocol === 'https:' ? { id, url } : null;
}
