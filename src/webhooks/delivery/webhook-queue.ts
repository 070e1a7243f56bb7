export const WEBHOOKS_QUEUE = 'webhooks';
export const SEND_JOB = 'send';

/** Webhooks that one process serves at the same time. */
export const JOB_CONCURRENCY = 10;

/** Payload of a job. It has an id only, because Redis and its dashboard show it in plain text. */
export interface SendJob {
  webhook_id: string;
}

/**
 * Queue of jobs, each of which sends the due messages of one webhook. The table decides what is sent, so a job that is
 * lost, duplicated or outdated only costs time.
 */
export abstract class WebhookQueue {
  /** Adds a job for the webhook, unless it has one that waits or runs. Jobs can get lost: the sweeper adds them again. */
  abstract enqueue(webhookId: string): Promise<void>;
}
