import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { PRIVACY_NOTICE } from '../project-settings/privacy-notice';
import type { Transaction } from '../database/transaction-runner';
import type { ActiveLink } from './active-link';
import type { LinkKey } from './interview-links';
import type { TargetRow } from './link.dto';
import { LINK_IS_ACTIVE, LINK_IS_OPEN } from './link-conditions.sql';
import { SharingConfiguration } from './sharing-configuration.entity';

/** Bytes of a context that is read together with the link. Longer ones are read when they are shown. */
const SHORT_CONTEXT_BYTES = 500;

const IS_LONG = `octet_length(c.agent_context) > ${SHORT_CONTEXT_BYTES}`;

/** Reads links together with topics and contexts, in a fixed number of statements for any number of people. */
@Injectable()
export class LinksReadModel {
  constructor(
    @InjectRepository(SharingConfiguration) private readonly links: Repository<SharingConfiguration>,
  ) {}

  /**
   * Each person the topic targets once, e-mails first in list order, with the context and the link that exist.
   * SQL, and the three sources are grouped instead of joined: the planner's statistics do not know rows that this
   * transaction has inserted, and a join planned for one row takes quadratic time on 10 000.
   */
  async findTargets(topicId: string, tx: Transaction = this.links.manager): Promise<TargetRow[]> {
    return tx.query<TargetRow[]>(
      `SELECT identifier, max(context) AS context, coalesce(bool_or(is_long), false) AS "hasLongContext",
              max(share_id) AS "linkId"
       FROM (
         SELECT entry.identifier, entry.position, NULL AS context, NULL::boolean AS is_long, NULL AS share_id
         FROM user_interview_topic t,
              unnest(t.interviewee_emails || t.interviewee_distinct_ids)
                WITH ORDINALITY AS entry (identifier, position)
         WHERE t.id = $1
         UNION ALL
         SELECT c.interviewee_identifier, NULL, CASE WHEN ${IS_LONG} THEN '' ELSE c.agent_context END, ${IS_LONG}, NULL
         FROM interviewee_context c WHERE c.topic_id = $1
         UNION ALL
         SELECT s.identifier, NULL, NULL, NULL, s.id::text
         FROM sharing_configuration s WHERE s.topic_id = $1 AND s.kind = 'personal' AND ${LINK_IS_ACTIVE}
       ) AS known
       GROUP BY identifier
       HAVING min(position) IS NOT NULL
       ORDER BY min(position)`,
      [topicId],
    );
  }

  /** The contexts of these people on the topic, by identifier. */
  async findPersonContexts(topicId: string, identifiers: string[]): Promise<Map<string, string>> {
    const rows = await this.links.query<{ identifier: string; context: string }[]>(
      `SELECT interviewee_identifier AS identifier, agent_context AS context
       FROM interviewee_context WHERE topic_id = $1 AND interviewee_identifier = ANY ($2)`,
      [topicId, identifiers],
    );
    return new Map(rows.map(({ identifier, context }) => [identifier, context]));
  }

  /**
   * The topic that a link opens; null when there is no such link, or it is disabled or expired. SQL, since the database's clock
   * decides what has expired or closed.
   */
  async findActive(key: LinkKey): Promise<ActiveLink | null> {
    const [row] = await this.links.query<ActiveLink[]>(
      `SELECT s.id AS "linkId", s.kind, s.identifier, t.project_id AS "projectId", t.id AS "topicId", t.topic,
              t.created_by_id AS "topicCreatorId", to_json(t.questions) AS questions,
              trim(creator.first_name || ' ' || creator.last_name) AS "askedBy",
              CASE WHEN t.expires_at <= now() THEN 'expired' WHEN t.closes_at <= now() THEN 'closed' END AS ended,
              t.max_responses AS "maxResponses", ${PRIVACY_NOTICE} AS notice
       FROM sharing_configuration s
       JOIN user_interview_topic t ON t.id = s.topic_id
       JOIN project p ON p.id = t.project_id
       JOIN "user" creator ON creator.id = t.created_by_id
       WHERE ${'id' in key ? 's.id' : 's.token_hash'} = $1 AND ${LINK_IS_OPEN}`,
      ['id' in key ? key.id : key.tokenHash],
    );
    return row ?? null;
  }

  /** The topic's context and the person's; only the topic's when `identifier` is null. */
  async findContexts(topicId: string, identifier: string | null): Promise<string[]> {
    const [row] = await this.links.query<{ topic: string; person: string | null }[]>(
      `SELECT t.agent_context AS topic, c.agent_context AS person
       FROM user_interview_topic t
       LEFT JOIN interviewee_context c ON c.topic_id = t.id AND c.interviewee_identifier = $2
       WHERE t.id = $1`,
      [topicId, identifier],
    );
    return row ? [row.topic, row.person ?? ''] : [];
  }
}
