import type { IncomingHttpHeaders } from 'node:http';
import { Client } from 'undici';
import type { VapiSettings } from '../../config/vapi-environment';

const MAX_RESPONSE_BYTES = 1024 * 1024;

/** Time limits of one request, in milliseconds. */
export interface TimeLimits {
  /** For DNS, TCP and TLS together. */
  connectMs: number;
  /** For the response to begin, and for each pause in it. */
  answerMs: number;
  /** From the start of the request to the last byte of the response. */
  totalMs: number;
}

const TIME_LIMITS: TimeLimits = { connectMs: 3000, answerMs: 15_000, totalMs: 18_000 };

/** Response of the API, its body unparsed. */
export interface VapiResponse {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** HTTP client of the Vapi API. */
export class VapiClient {
  constructor(
    private readonly account: Pick<VapiSettings, 'apiUrl' | 'privateKey'>,
    private readonly limits = TIME_LIMITS,
  ) {}

  /**
   * Posts JSON to a path of the API. Redirects are not followed, because the request carries the private key.
   * @throws Error when there is no complete response within the time limits, or it is larger than 1 MiB
   */
  async post(path: string, body: unknown): Promise<VapiResponse> {
    const { connectMs, answerMs, totalMs } = this.limits;
    const url = new URL(this.account.apiUrl + path);
    // One connection per request: a POST that fails on an idle connection which the server has closed cannot be
    // repeated safely.
    const client = new Client(url.origin, {
      connect: { timeout: connectMs },
      headersTimeout: answerMs,
      bodyTimeout: answerMs,
      maxResponseSize: MAX_RESPONSE_BYTES,
      pipelining: 0,
    });
    try {
      const response = await client.request({
        method: 'POST',
        path: url.pathname + url.search,
        headers: {
          authorization: `Bearer ${this.account.privateKey}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(totalMs),
      });
      const { statusCode: status, headers } = response;
      return { status, headers, text: await response.body.text() };
    } finally {
      await client.destroy();
    }
  }
}
