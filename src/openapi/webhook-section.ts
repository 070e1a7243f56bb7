import type { Type } from '@nestjs/common';
import { getSchemaPath } from '@nestjs/swagger';

/** An event that receivers of webhooks get, for the section `webhooks` of the document. */
export interface DocumentedEvent {
  type: string;
  /** When it is sent: a sentence without its end. */
  summary: string;
  /** DTO of `data`. */
  data: Type;
}

const HEADERS: readonly [name: string, description: string][] = [
  ['webhook-id', 'Id of the message; a repeat has the same one.'],
  ['webhook-timestamp', 'Time of the attempt, in seconds since 1970.'],
  [
    'webhook-signature',
    'Signatures of `<id>.<timestamp>.<body>` (`v1,<Base64 of HMAC-SHA256>`), separated by blanks.',
  ],
];

/** The section `webhooks` (OpenAPI 3.1): the requests that Parley sends, in the form of Standard Webhooks 1.0. */
export function webhookSection(events: readonly DocumentedEvent[]): Record<string, object> {
  return Object.fromEntries(events.map((event) => [event.type, { post: requestOf(event) }]));
}

function requestOf({ type, summary, data }: DocumentedEvent): object {
  return {
    operationId: `webhook_${type.replaceAll('.', '_')}`,
    summary,
    description:
      'Sent to the webhooks of the project that ask for it. Any status from 200 to 299 within 15 seconds is a success.',
    tags: ['Webhooks'],
    security: [],
    parameters: HEADERS.map(([name, description]) => ({
      name,
      in: 'header',
      required: true,
      description,
      schema: { type: 'string' },
    })),
    requestBody: {
      required: true,
      description: 'The event.',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['type', 'timestamp', 'data'],
            properties: {
              type: { type: 'string', const: type },
              timestamp: { type: 'string', format: 'date-time', description: 'When the change was made.' },
              data: { $ref: getSchemaPath(data) },
            },
          },
        },
      },
    },
    responses: {
      '200': { description: 'The receiver has it.' },
      '410': { description: 'The receiver wants no more messages: the webhook is disabled.' },
    },
  };
}
