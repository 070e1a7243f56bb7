/** Deliveries that one job claims at most: short enough to finish long before its lock runs out. */
export const DELIVERIES_PER_JOB = 50;

/** Jobs that one process works on at once, so that the mail connections stay busy between two claims. */
export const JOB_CONCURRENCY = 2;

export const INVITES_QUEUE = 'invites';
export const DELIVER_JOB = 'deliver';

/** What a job carries: ids only. */
export interface DeliverJob {
  batch_id: string;
}

/**
 * Says when to work on a batch. The table decides what is sent, so a job that is lost, doubled or stale costs
 * nothing but time (design, Delivery).
 */
export abstract class DeliveryQueue {
  /** Asks for `jobs` rounds of work on the batch. May lose them: the sweeper asks again. */
  abstract enqueueJobs(batchId: string, jobs: number): Promise<void>;

  /** Rounds that are waiting or at work. @throws when the queue cannot be reached */
  abstract countOpenJobs(): Promise<number>;

  /**
   * Rounds that are waiting. Those at work are left out: a killed process leaves some behind that look like it.
   * @throws when the queue cannot be reached
   */
  abstract countWaitingJobs(): Promise<number>;

  /**
   * Why the queue is reachable and yet hands out no jobs, in one sentence; null when it does.
   * @throws when the queue cannot be reached
   */
  abstract findRefusal(): Promise<string | null>;
}

/** Rounds of work that so many deliveries need. */
export function jobCountFor(deliveries: number): number {
  return Math.ceil(deliveries / DELIVERIES_PER_JOB);
}
