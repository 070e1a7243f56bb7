import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { WebhookAttempt } from './webhook-attempt.entity';

/** An attempt with what its message says. */
export interface AttemptRow extends Pick<
  WebhookAttempt,
  'id' | 'messageId' | 'createdAt' | 'statusCode' | 'error' | 'durationMs'
> {
  event: string;
  /** When the message is tried again; null when it is not. */
  retryAt: Date | null;
}

/** Filters of the list of attempts. */
export interface AttemptFilter {
  succeeded: boolean | null;
  event: string | null;
}

const FROM = `FROM webhook_attempt a JOIN webhook_message m ON m.id = a.message_id
  WHERE a.webhook_id = $1 AND ($2::boolean IS NULL OR coalesce(a.status_code BETWEEN 200 AND 299, false) = $2)
    AND ($3::text IS NULL OR m.type = $3)`;

/** Reads the attempts of a webhook. SQL, because each is shown with its message. */
@Injectable()
export class WebhookAttemptsReadModel {
  constructor(@InjectRepository(WebhookAttempt) private readonly attempts: Repository<WebhookAttempt>) {}

  /** One page, newest first, and the number of all that match. */
  async findPage(
    webhookId: string,
    { succeeded, event }: AttemptFilter,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ rows: AttemptRow[]; count: number }> {
    const filter = [webhookId, succeeded, event];
    const [rows, counts] = await Promise.all([
      this.attempts.query<AttemptRow[]>(
        `SELECT a.id, a.message_id AS "messageId", a.created_at AS "createdAt", a.status_code AS "statusCode",
                a.error, a.duration_ms AS "durationMs", m.type AS event,
                CASE WHEN m.status = 'pending' AND NOT coalesce(a.status_code BETWEEN 200 AND 299, false)
                  THEN m.due_at END AS "retryAt"
         ${FROM} ORDER BY a.created_at DESC, a.id DESC LIMIT $4 OFFSET $5`,
        [...filter, limit, offset],
      ),
      this.attempts.query<{ count: number }[]>(`SELECT count(*)::integer AS count ${FROM}`, filter),
    ]);
    return { rows, count: counts[0]?.count ?? 0 };
  }
}
