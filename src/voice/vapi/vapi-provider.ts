import { Logger } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { VapiSettings } from '../../config/vapi-environment';
import { Throttled, UpstreamFailed } from '../../errors/domain-errors';
import { toLogFields } from '../../errors/to-log-fields';
import { type CallReport, type CallRequest, VoiceProvider, type WebCall } from '../voice-provider';
import { asObject, type Json } from '../../validation/json-fields';
import { VapiClient, type VapiResponse } from './vapi-client';
import { parseVapiReport } from './vapi-report';
import { parseUrl } from '../../config/parse-url';

const SIGNATURE = /^[0-9a-f]{64}$/;
const MAX_RETRY_SECONDS = 3600;
const DEFAULT_RETRY_SECONDS = 60;

/** Voice calls through Vapi (https://vapi.ai). */
export class VapiProvider extends VoiceProvider {
  private readonly logger = new Logger(VapiProvider.name);
  private readonly client: VapiClient;

  constructor(private readonly account: VapiSettings) {
    super();
    this.client = new VapiClient(account);
  }

  async startCall(request: CallRequest): Promise<WebCall> {
    const { status, headers, text } = await this.post('/call/web', {
      assistantId: this.account.assistantId,
      assistantOverrides: {
        firstMessage: request.firstMessage,
        variableValues: {
          userName: request.userName,
          topic: request.topic,
          agent_context: request.agentContext,
          questions: JSON.stringify(request.questions),
        },
        metadata: request.metadata,
        serverMessages: ['status-update', 'end-of-call-report'],
      },
    });
    if (status === 429) throw new Throttled(retrySeconds(headers['retry-after']));
    const call = status >= 200 && status < 300 ? readCall(text) : null;
    if (call) return call;
    this.logger.warn({ msg: 'unexpected response of the voice provider', status });
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

  private async post(path: string, body: unknown): Promise<VapiResponse> {
    try {
      return await this.client.post(path, body);
    } catch (error) {
      this.logger.warn({ msg: 'request to the voice provider failed', ...toLogFields(error) });
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

/** The call in a response; null if there is none, or its URL is not safe to open in a browser. */
function readCall(text: string): WebCall | null {
  let call: unknown;
  try {
    call = JSON.parse(text);
  } catch {
    return null;
  }
  const { id, webCallUrl: url, artifactPlan } = asObject(call);
  if (typeof id !== 'string' || id === '' || typeof url !== 'string') return null;
  if (parseUrl(url)?.protocol !== 'https:') return null;
  const hasPlan = typeof artifactPlan === 'object' && !Array.isArray(artifactPlan);
  return { id, url, artifactPlan: hasPlan ? (artifactPlan as Json | null) : null };
}
