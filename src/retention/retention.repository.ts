import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { TOPIC_IS_OPEN } from '../interviews/interview-conditions.sql';
import { DELIVERY_LINK } from '../ledger/delivery.sql';
import { LINK_IS_ACTIVE } from '../sharing/link-conditions.sql';
import { Project, type RetentionKind } from '../users/project.entity';

/** A project whose retention is due, as claimed. */
export type DueProject = Pick<Project, 'id' | 'retention'>;

/** Rows per statement, so that none of them locks for long. */
const ROWS_AT_ONCE = 1000;

const OLDER = `now() - $2 * interval '1 day'`;

/** A member of a report that leads to a recording: a regular expression of PostgreSQL, and what takes its place. */
const RECORDING_URL = String.raw`"(\w*[rR]ecordingUrl)"\s*:\s*"[^"]*"`;
const NO_RECORDING_URL = String.raw`"\1":null`;

/** SQL: the person of the interview `i` could still be asked; it keeps them from being asked again. */
const KEEPS_FROM_ASKING = `(i.kind = 'personal' AND i.status IN ('completed', 'declined') AND EXISTS (
  SELECT FROM sharing_configuration s JOIN user_interview_topic t ON t.id = s.topic_id
  WHERE s.topic_id = i.topic_id AND s.kind = 'personal' AND s.identifier = i.interviewee_identifier
    AND ${LINK_IS_ACTIVE} AND ${TOPIC_IS_OPEN}))`;
const HAS_WORDS = `(i.transcript <> '' OR i.summary <> '' OR i.has_answers
  OR EXISTS (SELECT FROM interview_answer a WHERE a.interview_id = i.id))`;

/** SQL: the rows of each kind that are older than `$2` days in project `$1`. */
const DUE: Record<RetentionKind, string> = {
  responses: `user_interview i WHERE i.project_id = $1 AND greatest(i.last_activity_at, i.completed_at) < ${OLDER}
    AND (NOT ${KEEPS_FROM_ASKING} OR ${HAS_WORDS})`,
  recordings: `voice_report r WHERE r.project_id = $1 AND r.received_at < ${OLDER}
    AND (r.recording_url IS NOT NULL OR encode(r.body, 'escape') ~ '${RECORDING_URL}')`,
  // Mails of links that could still be mailed keep their people from being mailed twice.
  ledger: `invite_delivery d JOIN user_interview_topic t ON t.id = d.topic_id
    JOIN sharing_configuration s ON s.id = ${DELIVERY_LINK}
    WHERE t.project_id = $1 AND d.created_at < ${OLDER} AND d.status NOT IN ('queued', 'sending')
      AND NOT (${LINK_IS_ACTIVE} AND ${TOPIC_IS_OPEN})`,
  // A report that is still tried is the only copy of an interview.
  voice_reports: `voice_report r WHERE r.project_id = $1 AND r.received_at < ${OLDER}
    AND (r.interview_id IS NOT NULL OR r.next_attempt_at IS NULL)`,
  audit: `audit_event e WHERE e.project_id = $1 AND e.created_at < ${OLDER}`,
};

/** SQL: what is read of the rows of each kind, and what happens to these `due` rows. */
const DELETE: Record<RetentionKind, { columns: string; effects: string }> = {
  responses: {
    columns: `i.id, ${KEEPS_FROM_ASKING} AS stays`,
    effects: `
      deleted AS (DELETE FROM user_interview WHERE id IN (SELECT id FROM due WHERE NOT stays)),
      answers AS (DELETE FROM interview_answer WHERE interview_id IN (SELECT id FROM due WHERE stays)),
      reports AS (DELETE FROM voice_report WHERE interview_id IN (SELECT id FROM due WHERE stays)),
      emptied AS (
        UPDATE user_interview SET transcript = '', summary = '', has_answers = false, classifications = '{}'
        WHERE id IN (SELECT id FROM due WHERE stays))`,
  },
  recordings: {
    columns: 'r.call_id',
    // The report names the recordings, too. It is JSON, in which an address has no quote. It is changed byte by byte,
    // since it is kept as it came, and not every byte has to be UTF-8.
    effects: `
      emptied AS (
        UPDATE voice_report SET recording_url = NULL, body = decode(regexp_replace(
          encode(body, 'escape'), '${RECORDING_URL}', '${NO_RECORDING_URL}', 'g'), 'escape')
        WHERE call_id IN (SELECT call_id FROM due))`,
  },
  ledger: {
    columns: 'd.id',
    effects: `deleted AS (DELETE FROM invite_delivery WHERE id IN (SELECT id FROM due))`,
  },
  voice_reports: {
    columns: 'r.call_id',
    effects: `deleted AS (DELETE FROM voice_report WHERE call_id IN (SELECT call_id FROM due))`,
  },
  audit: {
    columns: 'e.id',
    effects: `deleted AS (DELETE FROM audit_event WHERE id IN (SELECT id FROM due))`,
  },
};

/** Counts and deletes data that is older than a project wants to keep it. SQL, since each kind has its own conditions. */
@Injectable()
export class RetentionRepository {
  constructor(@InjectRepository(Project) private readonly projects: Repository<Project>) {}

  /** The project's settings of retention, and when it ran last. */
  async find(projectId: string): Promise<Pick<Project, 'retention' | 'retentionRanAt'>> {
    return this.projects.findOneOrFail({
      select: { retention: true, retentionRanAt: true },
      where: { id: projectId },
    });
  }

  /**
   * Claims a project that wants retention and has had none for a day; null if there is none. Of several processes one gets
   * it. The claim is the day's run: a process that is killed in it leaves the rest to the next day.
   */
  async claimDue(): Promise<DueProject | null> {
    const [rows] = await this.projects.query<[DueProject[], number]>(
      `UPDATE project SET retention_ran_at = now()
       WHERE id = (
         SELECT id FROM project
         WHERE EXISTS (SELECT FROM jsonb_each(retention) AS kept WHERE jsonb_typeof(kept.value) = 'number')
           AND coalesce(retention_ran_at < now() - interval '1 day', true)
         ORDER BY retention_ran_at NULLS FIRST LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
       RETURNING id, retention`,
    );
    return rows[0] ?? null;
  }

  /** The number of rows of a kind that are older than these days. */
  async count(projectId: string, kind: RetentionKind, days: number): Promise<number> {
    const [row] = await this.projects.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count FROM ${DUE[kind]}`,
      [projectId, days],
    );
    return row?.count ?? 0;
  }

  /**
   * Deletes some of these rows. Of a response whose person could still be asked, only the words are deleted.
   * @returns how many there were
   */
  async deleteSome(projectId: string, kind: RetentionKind, days: number): Promise<number> {
    const { columns, effects } = DELETE[kind];
    const [row] = await this.projects.query<{ count: number }[]>(
      `WITH due AS MATERIALIZED (SELECT ${columns} FROM ${DUE[kind]} LIMIT ${ROWS_AT_ONCE}), ${effects}
       SELECT count(*)::integer AS count FROM due`,
      [projectId, days],
    );
    return row?.count ?? 0;
  }

  /** Deletes batches of the same age that have no mails any more. */
  async deleteEmptyBatches(projectId: string, days: number): Promise<void> {
    await this.projects.query(
      `DELETE FROM invite_batch b USING user_interview_topic t
       WHERE t.id = b.topic_id AND t.project_id = $1 AND b.created_at < ${OLDER}
         AND NOT EXISTS (SELECT FROM invite_delivery d WHERE d.batch_id = b.id)`,
      [projectId, days],
    );
  }
}
