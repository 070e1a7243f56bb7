import type { IncomingHttpHeaders } from 'node:http';
import { ServiceUnavailable } from '../errors/domain-errors';

/** Instructions for a call. The provider's interviewer gets them; the browser gets none of them. */
export interface CallRequest {
  /** First sentence of the interviewer. */
  firstMessage: string;
  userName: string;
  topic: string;
  agentContext: string;
  questions: string[];
  /** Returned in the report, where it identifies link and person. */
  metadata: Record<string, string>;
}

/** A call that the browser can join. */
export interface WebCall {
  id: string;
  url: string;
  /** The recording plan that the provider's own client joins with; null if the provider sends none. */
  artifactPlan: Record<string, unknown> | null;
}

/** One turn of a conversation. */
export interface Turn {
  speaker: 'interviewer' | 'interviewee';
  text: string;
}

/** The provider's report of a finished call. */
export interface CallReport {
  callId: string;
  endedReason: string | null;
  turns: Turn[];
  /** Empty if the provider wrote none. */
  summary: string;
  recordingUrl: string | null;
  /** The {@link CallRequest.metadata} of the call; empty if the report lacks it. */
  metadata: Record<string, string>;
}

/** A service that holds voice calls. Each provider is one subclass, and no other code depends on it. */
export abstract class VoiceProvider {
  /**
   * Creates a call at the provider.
   * @throws UpstreamFailed, Throttled
   */
  abstract startCall(request: CallRequest): Promise<WebCall>;

  /** Whether the provider has signed a message with this body. */
  abstract verifySignature(headers: IncomingHttpHeaders, body: Buffer): boolean;

  /**
   * Parses a signed message; null if it is not the report of a finished call.
   * @throws InvalidRequestContent the message is not a JSON object, or does not name its call
   */
  abstract parseReport(body: Buffer): CallReport | null;
}

/** The error of every voice operation on a server without a provider. */
export function voiceNotConfigured(): ServiceUnavailable {
  return new ServiceUnavailable('voice_not_configured', 'Voice calls are not configured on this server.');
}
