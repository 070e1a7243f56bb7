import type { IncomingHttpHeaders } from 'node:http';

/** What the vendor's interviewer is told of a call. None of it reaches the browser. */
export interface CallRequest {
  /** The interviewer's first words. */
  firstMessage: string;
  userName: string;
  topic: string;
  agentContext: string;
  questions: string[];
  /** Comes back with the report, and says whose call it was. */
  metadata: Record<string, string>;
}

/** A call that the browser can join. */
export interface WebCall {
  id: string;
  url: string;
}

/** A part of a conversation. */
export interface Turn {
  speaker: 'interviewer' | 'interviewee';
  text: string;
}

/** What a vendor says of a call that is over. */
export interface CallReport {
  callId: string;
  endedReason: string | null;
  turns: Turn[];
  /** Empty when the vendor wrote none. */
  summary: string;
  recordingUrl: string | null;
  /** The {@link CallRequest.metadata} that the call was started with; empty when the report lacks it. */
  metadata: Record<string, string>;
}

/** Who holds calls for us. One subclass per vendor; the rest of the code knows none of them. */
export abstract class VoiceProvider {
  /**
   * Sets up a call at the vendor.
   * @throws UpstreamFailed, Throttled
   */
  abstract startCall(brief: CallRequest): Promise<WebCall>;

  /** Whether a message with this body comes from the vendor. */
  abstract verifySignature(headers: IncomingHttpHeaders, body: Buffer): boolean;

  /**
   * The report in a genuine message; null when it is a message of another sort.
   * @throws InvalidRequestContent it cannot be read, or names no call
   */
  abstract parseReport(body: Buffer): CallReport | null;
}
