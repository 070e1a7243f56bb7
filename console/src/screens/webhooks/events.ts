import type { WebhookEvent } from './requests';

/** Events that a webhook can ask for, in the order of a study. */
export const EVENTS = [
  'invite.sent',
  'invite.failed',
  'invite.bounced',
  'batch.paused',
  'interview.started',
  'interview.completed',
  'interview.declined',
  'interview.withdrawn',
  'topic.full',
  'contact.opted_out',
] as const satisfies readonly WebhookEvent[];

/** Those that are chosen at first: what most people want to be told of. */
export const USUAL_EVENTS: readonly WebhookEvent[] = ['interview.completed', 'topic.full', 'batch.paused'];

/** Keys of texts have no dots. */
export type EventKey = ReturnType<typeof eventKey>;

export function eventKey(event: string) {
  return event.replace('.', '_') as
    | 'invite_sent'
    | 'invite_failed'
    | 'invite_bounced'
    | 'batch_paused'
    | 'interview_started'
    | 'interview_completed'
    | 'interview_declined'
    | 'interview_withdrawn'
    | 'topic_full'
    | 'contact_opted_out'
    | 'test';
}
