/** The events that a webhook can ask for (`docs/contract.md`, Webhooks). */
export const EVENT_TYPES = [
  'interview.started',
  'interview.completed',
  'interview.declined',
  'interview.withdrawn',
  'invite.sent',
  'invite.failed',
  'invite.bounced',
  'contact.opted_out',
  'topic.full',
  'batch.paused',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** The event that a webhook gets when somebody tries it. */
export const TEST_EVENT = 'test';
