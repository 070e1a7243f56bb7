/** The maximum number of deliveries that one job claims: few enough to finish long before the job's lock expires. */
export const DELIVERIES_PER_JOB = 50;

/** Jobs that one process runs at once, so that the mail connections stay busy while a job claims. */
export const JOB_CONCURRENCY = 2;

export const INVITES_QUEUE = 'invites';
export const DELIVER_JOB = 'deliver';

/** Payload of a job. It has ids only, because Redis and its dashboard show it in plain text. */
export interface DeliverJob {
  batch_id: string;
}

/**
 * Queue of jobs, each of which delivers a part of a batch. The table decides which mails are sent, so a job that is
 * lost, duplicated or outdated only costs time.
 */
export abstract class DeliveryQueue {
  /** Adds jobs for the batch. Jobs can get lost: the sweeper adds them again. */
  abstract enqueueJobs(batchId: string, jobs: number): Promise<void>;

  /** Adds a job that runs at a time to come. It starts the batch on time; the sweeper adds the other jobs. */
  abstract schedule(batchId: string, at: Date): Promise<void>;

  /** The number of jobs that are waiting or active. @throws Error the queue cannot be reached */
  abstract countOpenJobs(): Promise<number>;

  /**
   * The number of jobs that are waiting. Active jobs are not counted, because jobs of a killed process still look
   * active.
   * @throws Error the queue cannot be reached
   */
  abstract countWaitingJobs(): Promise<number>;

  /**
   * Why the queue is reachable and yet hands out no jobs, in one sentence; null when it does.
   * @throws when the queue cannot be reached
   */
  abstract findRefusal(): Promise<string | null>;
}

/** The number of jobs that this many deliveries need. */
export function jobCountFor(deliveries: number): number {
  return Math.ceil(deliveries / DELIVERIES_PER_JOB);
}
