import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export const PRIVATE_KEY = 'private-key-5d1';
export const ASSISTANT_ID = 'assistant-77';
export const WEBHOOK_SECRET = 'webhook-secret-a90';

/** A request for a call. */
export interface CallRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: {
    assistantId: string;
    assistantOverrides: {
      firstMessage: string;
      variableValues: Record<string, string>;
      metadata: Record<string, string>;
      serverMessages: string[];
    };
  };
}

type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

/** A voice provider on the loopback interface that records its requests. */
export interface FakeVoiceProvider {
  url: string;
  /** The settings of an application that uses this provider. */
  account: { privateKey: string; assistantId: string; webhookSecret: string; apiUrl: string };
  requests: CallRequest[];
  /** Sets how it answers from now on; without an argument it answers well again. */
  behave(behaviour?: Behaviour): void;
  stop(): Promise<void>;
}

/** Starts a provider on a free port. */
export async function startFakeVoiceProvider(): Promise<FakeVoiceProvider> {
  const requests: CallRequest[] = [];
  let behaviour: Behaviour | undefined;
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      const { method = '', url = '', headers } = request;
      requests.push({ method, url, headers, body: body as CallRequest['body'] });
      if (behaviour) return behaviour(response, request);
      const id = `call-${requests.length}`;
      answerJson(response, 201, {
        id,
        webCallUrl: `https://calls.example.com/${id}`,
        artifactPlan: { recordingEnabled: true, videoRecordingEnabled: false },
        orgId: 'org-secret',
        assistantOverrides: (body as CallRequest['body']).assistantOverrides,
      });
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    account: {
      privateKey: PRIVATE_KEY,
      assistantId: ASSISTANT_ID,
      webhookSecret: WEBHOOK_SECRET,
      apiUrl: url,
    },
    requests,
    behave: (next) => {
      behaviour = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((stopped) => server.close(stopped));
    },
  };
}

/** Answers with JSON. */
export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** The provider's signature of a body. */
export function signatureOf(body: string | Buffer, secret = WEBHOOK_SECRET): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
