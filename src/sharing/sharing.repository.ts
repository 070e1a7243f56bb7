import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import type { LinkRow } from './link.dto';
import type { ActiveLink, LinkOwner } from './active-link';

/** A targeted person, who may still lack context row or link. */
export interface TargetRow {
  identifier: string;
  context: string | null;
  shareId: string | null;
  accessToken: string | null;
}

/** When a share opens the interview page (contract, Links). */
const OPEN = `s.enabled AND (s.expires_at IS NULL OR s.expires_at > now())`;
/** When a share is the one that is handed out: open, and no newer one has taken its place. */
const ACTIVE = `s.rotated_at IS NULL AND ${OPEN}`;

const CONFLICT_TARGET = `(topic_id, kind, identifier) WHERE enabled AND rotated_at IS NULL`;

/** All queries on links. A fixed number of statements, whatever the number of people. */
@Injectable()
export class SharingRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Everybody the topic targets, each once, e-mails first in list order, with what exists of context and link.
   * Gathers the three sources and groups them instead of joining: rows that this very transaction has inserted are
   * unknown to the planner's statistics, and a join planned for one row takes quadratic time on 10 000.
   */
  async findTargets(topicId: string, tx: Transaction = this.dataSource.manager): Promise<TargetRow[]> {
    return tx.query<TargetRow[]>(
      `SELECT identifier, max(context) AS context, max(share_id) AS "shareId", max(token) AS "accessToken"
       FROM (
         SELECT entry.identifier, entry.position, NULL AS context, NULL AS share_id, NULL AS token
         FROM user_interview_topic t,
              unnest(t.interviewee_emails || t.interviewee_distinct_ids)
                WITH ORDINALITY AS entry (identifier, position)
         WHERE t.id = $1
         UNION ALL
         SELECT c.interviewee_identifier, NULL, c.agent_context, NULL, NULL
         FROM interviewee_context c WHERE c.topic_id = $1
         UNION ALL
         SELECT s.identifier, NULL, NULL, s.id::text, s.access_token
         FROM sharing_configuration s WHERE s.topic_id = $1 AND s.kind = 'personal' AND ${ACTIVE}
       ) AS known
       GROUP BY identifier
       HAVING min(position) IS NOT NULL
       ORDER BY min(position)`,
      [topicId],
    );
  }

  /** The same as {@link findTargets} after everybody has been given what was missing. */
  async findLinks(tx: Transaction, topicId: string): Promise<LinkRow[]> {
    return (await this.findTargets(topicId, tx)).map((target) => {
      if (!isComplete(target)) throw new Error('A targeted person has no link although all were just made.');
      return target;
    });
  }

  /** Takes expired links out of the way of new ones. */
  async disableExpired(tx: Transaction, topicId: string): Promise<void> {
    await tx.query(
      `UPDATE sharing_configuration SET enabled = false
       WHERE topic_id = $1 AND enabled AND rotated_at IS NULL AND expires_at <= now()`,
      [topicId],
    );
  }

  /** A link for everybody the topic targets who has no active one. The index decides, so a race makes none twice. */
  async insertMissing(tx: Transaction, topicId: string): Promise<void> {
    await tx.query(
      `INSERT INTO sharing_configuration (topic_id, identifier)
       SELECT t.id, target.identifier
       FROM user_interview_topic t, unnest(t.interviewee_emails || t.interviewee_distinct_ids) AS target (identifier)
       WHERE t.id = $1
       ON CONFLICT ${CONFLICT_TARGET} DO NOTHING`,
      [topicId],
    );
  }

  /** The user's test link on the topic, made when missing. */
  async ensureTestLink(
    tx: Transaction,
    topicId: string,
    userId: string,
  ): Promise<{ accessToken: string; isNew: boolean }> {
    const [made] = await tx.query<{ accessToken: string }[]>(
      `INSERT INTO sharing_configuration (topic_id, identifier, kind) VALUES ($1, $2, 'test')
       ON CONFLICT ${CONFLICT_TARGET} DO NOTHING RETURNING access_token AS "accessToken"`,
      [topicId, userId],
    );
    if (made) return { accessToken: made.accessToken, isNew: true };
    const [row] = await tx.query<{ accessToken: string }[]>(
      `SELECT s.access_token AS "accessToken" FROM sharing_configuration s
       WHERE s.topic_id = $1 AND s.kind = 'test' AND s.identifier = $2 AND ${ACTIVE}`,
      [topicId, userId],
    );
    if (!row) throw new Error('A test link that is there already is gone.');
    return { accessToken: row.accessToken, isNew: false };
  }

  /**
   * Puts a fresh link in the place of a person's active one, which works for `graceSeconds` more. A person who is
   * targeted but has no link yet just gets one. Null when the topic does not target the person.
   */
  async rotate(
    tx: Transaction,
    topicId: string,
    identifier: string,
    graceSeconds: number,
  ): Promise<TargetRow | null> {
    await tx.query(
      `UPDATE sharing_configuration
       SET rotated_at = now(), expires_at = least(expires_at, now() + $3 * interval '1 second')
       WHERE topic_id = $1 AND kind = 'personal' AND identifier = $2 AND enabled AND rotated_at IS NULL`,
      [topicId, identifier, graceSeconds],
    );
    const [row] = await tx.query<TargetRow[]>(
      `WITH fresh AS (
         INSERT INTO sharing_configuration (topic_id, identifier)
         SELECT t.id, $2 FROM user_interview_topic t
         WHERE t.id = $1 AND ($2 = ANY (t.interviewee_emails) OR $2 = ANY (t.interviewee_distinct_ids))
         RETURNING *
       )
       SELECT fresh.identifier, c.agent_context AS context, fresh.id AS "shareId",
              fresh.access_token AS "accessToken"
       FROM fresh
       LEFT JOIN interviewee_context c ON c.topic_id = $1 AND c.interviewee_identifier = $2`,
      [topicId, identifier],
    );
    return row ?? null;
  }

  /** Disables every personal link of these people on the topic, also older ones that still work. */
  async disable(tx: Transaction, topicId: string, identifiers: string[]): Promise<void> {
    await tx.query(
      `UPDATE sharing_configuration SET enabled = false
       WHERE topic_id = $1 AND kind = 'personal' AND enabled AND identifier = ANY ($2)`,
      [topicId, identifiers],
    );
  }

  /** What a token opens; null when it is unknown, disabled or expired. */
  async findActive(accessToken: string): Promise<ActiveLink | null> {
    const [row] = await this.dataSource.query<ActiveLink[]>(
      `SELECT s.id AS "shareId", s.kind, s.identifier, t.project_id AS "projectId", t.id AS "topicId", t.topic,
              t.created_by_id AS "topicCreatorId", to_json(t.questions) AS questions,
              trim(creator.first_name || ' ' || creator.last_name) AS "askedBy",
              CASE WHEN t.expires_at <= now() THEN 'expired' WHEN t.closes_at <= now() THEN 'closed' END AS ended,
              t.max_responses AS "maxResponses"
       FROM sharing_configuration s
       JOIN user_interview_topic t ON t.id = s.topic_id
       JOIN "user" creator ON creator.id = t.created_by_id
       WHERE s.access_token = $1 AND ${OPEN}`,
      [accessToken],
    );
    return row ?? null;
  }

  /** Whose link it is, whatever became of it. */
  async findOwner(column: 'id' | 'access_token', value: string): Promise<LinkOwner | null> {
    const [row] = await this.dataSource.query<LinkOwner[]>(
      `SELECT s.id AS "shareId", s.kind, s.identifier, t.project_id AS "projectId", t.id AS "topicId",
              t.created_by_id AS "topicCreatorId"
       FROM sharing_configuration s JOIN user_interview_topic t ON t.id = s.topic_id
       WHERE s.${column} = $1`,
      [value],
    );
    return row ?? null;
  }

  /** The topic's context and, unless nobody in particular is meant, the person's. */
  async findContexts(topicId: string, identifier: string | null): Promise<string[]> {
    const [row] = await this.dataSource.query<{ topic: string; person: string | null }[]>(
      `SELECT t.agent_context AS topic, c.agent_context AS person
       FROM user_interview_topic t
       LEFT JOIN interviewee_context c ON c.topic_id = t.id AND c.interviewee_identifier = $2
       WHERE t.id = $1`,
      [topicId, identifier],
    );
    return row ? [row.topic, row.person ?? ''] : [];
  }
}

/** Whether a person has everything that `generate_links` makes. */
export function isComplete(target: TargetRow): target is TargetRow & LinkRow {
  return target.context !== null && target.shareId !== null;
}
