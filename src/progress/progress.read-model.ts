import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ProgressState } from './progress.dto';

/** State of one targeted person. */
export interface ProgressRow {
  identifier: string;
  state: ProgressState;
  /** Time as text, because it was read as part of a JSON value. */
  since: string | null;
}

/** A page of people, and the number of people in each state. */
export interface ProgressRows {
  rows: ProgressRow[];
  counts: Partial<Record<ProgressState, number>>;
}

/** Reads how far the people of a topic got. */
@Injectable()
export class ProgressReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Targeted people in target order, each with the furthest state that is known. SQL, because the state is derived
   * from targeting, mails and interviews at once. The three are combined and grouped instead of joined: a join that
   * is planned for one row takes quadratic time on 10 000.
   */
  async find(
    topicId: string,
    state: ProgressState | null,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<ProgressRows> {
    const [found] = await this.dataSource.query<ProgressRows[]>(
      `WITH mail AS (
         SELECT max(identifier) OVER (PARTITION BY share_id) AS identifier, status, created_at, sent_at, id
         FROM (
           SELECT s.id AS share_id, s.identifier, NULL AS status, NULL::timestamptz AS created_at,
                  NULL::timestamptz AS sent_at, NULL::uuid AS id
           FROM sharing_configuration s WHERE s.topic_id = $1 AND s.kind = 'personal'
           UNION ALL
           SELECT d.share_id, NULL, d.status, d.created_at, d.sent_at, d.id
           FROM invite_delivery d WHERE d.topic_id = $1
         ) AS shares_and_mails
       ), known AS (
         SELECT entry.identifier, entry.position, 0 AS rank, NULL::timestamptz AS at, NULL::uuid AS id,
                'not_invited' AS state, NULL::timestamptz AS since
         FROM user_interview_topic t,
              unnest(t.interviewee_emails || t.interviewee_distinct_ids) WITH ORDINALITY AS entry (identifier, position)
         WHERE t.id = $1
         UNION ALL
         SELECT identifier, NULL, 1, created_at, id,
                CASE status WHEN 'sending' THEN 'queued' WHEN 'cancelled' THEN 'not_invited' ELSE status END,
                CASE status WHEN 'cancelled' THEN NULL WHEN 'sent' THEN sent_at ELSE created_at END
         FROM mail WHERE status IS NOT NULL AND identifier IS NOT NULL
         UNION ALL
         SELECT i.interviewee_identifier, NULL,
                array_position('{-,opened,started,declined,completed}'::text[], i.status), i.created_at, i.id, i.status,
                CASE i.status WHEN 'completed' THEN i.completed_at WHEN 'declined' THEN i.declined_at
                              WHEN 'started' THEN i.started_at ELSE i.created_at END
         FROM user_interview i WHERE i.topic_id = $1 AND i.kind = 'personal'
       ), person AS MATERIALIZED (
         SELECT identifier, min(position) AS position,
                (array_agg(state ORDER BY rank DESC, at DESC NULLS LAST, id DESC NULLS LAST))[1] AS state,
                (array_agg(since ORDER BY rank DESC, at DESC NULLS LAST, id DESC NULLS LAST))[1] AS since
         FROM known GROUP BY identifier HAVING min(position) IS NOT NULL
       )
       SELECT coalesce((
                SELECT json_agg(json_build_object('identifier', identifier, 'state', state, 'since', since)
                         ORDER BY position)
                FROM (SELECT * FROM person WHERE $2::text IS NULL OR state = $2
                      ORDER BY position LIMIT $3 OFFSET $4) AS shown
              ), '[]') AS rows,
              coalesce((
                SELECT json_object_agg(state, people)
                FROM (SELECT state, count(*) AS people FROM person GROUP BY state) AS counted
              ), '{}') AS counts`,
      [topicId, state, limit, offset],
    );
    return found ?? { rows: [], counts: {} };
  }
}
