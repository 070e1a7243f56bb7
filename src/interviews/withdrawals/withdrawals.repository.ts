import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../../database/transaction-runner';
import type { Respondent } from '../interviews.repository';
import { UserInterview } from '../user-interview.entity';
import type { OwnInterview } from './own-interview';

/** How long a withdrawal can be undone. */
const UNDO_MINUTES = 10;

const SAID = ['transcript', 'summary', 'respondent_name', 'has_answers', 'classifications'];
const STATE = ['status', 'position', 'reached', 'completed_at', 'declined_at'];
const KEPT = [...SAID, ...STATE];

/** Reads, withdraws and brings back all interviews of one person on one topic. SQL, since texts move between tables. */
@Injectable()
export class WithdrawalsRepository {
  constructor(@InjectRepository(UserInterview) private readonly interviews: Repository<UserInterview>) {}

  /** The person's interviews, newest first. */
  async find({ topicId, kind, identifier }: Respondent): Promise<OwnInterview[]> {
    return this.interviews.query<OwnInterview[]>(
      `SELECT i.id, i.status, i.created_at AS "createdAt", i.started_at AS "startedAt",
         i.completed_at AS "completedAt", i.withdrawn_at AS "withdrawnAt", i.call_id IS NOT NULL AS "isCall",
         CASE WHEN w.interview_id IS NULL THEN 0 ELSE greatest(0,
           extract(epoch FROM w.withdrawn_at + interval '${UNDO_MINUTES} minutes' - now()))::integer END AS "undoSeconds",
         i.respondent_name AS "respondentName", i.consent_version AS "consentVersion",
         i.consent_language AS "consentLanguage", i.transcript, i.summary,
         coalesce((SELECT json_agg(json_build_object('position', a.position, 'question', i.questions[a.position + 1],
             'text', a.text, 'skipped', a.skipped) ORDER BY a.position)
           FROM interview_answer a WHERE a.interview_id = i.id AND (a.text <> '' OR a.skipped)), '[]') AS answers
       FROM user_interview i LEFT JOIN withdrawn_words w ON w.interview_id = i.id
       WHERE i.topic_id = $1 AND i.kind = $2 AND i.interviewee_identifier = $3
       ORDER BY i.created_at DESC, i.id DESC`,
      [topicId, kind, identifier],
    );
  }

  /**
   * Withdraws the interviews: their words are moved to where nothing reads them, and they count as declined. Interviews
   * that were withdrawn before stay as they are.
   */
  async withdraw(tx: Transaction, { topicId, kind, identifier }: Respondent): Promise<void> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM user_interview
       WHERE topic_id = $1 AND kind = $2 AND interviewee_identifier = $3 AND withdrawn_at IS NULL
         AND (status <> 'declined' OR started_at IS NOT NULL)
       ORDER BY id FOR UPDATE`,
      [topicId, kind, identifier],
    );
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return;
    // Words of an earlier withdrawal are still there if they are due but not deleted yet. Nothing brings those back.
    const members = KEPT.map((column) => `'${column}', i.${column}`).join(', ');
    await tx.query(
      `INSERT INTO withdrawn_words (interview_id, words)
       SELECT i.id, jsonb_build_object(${members}, 'answers', coalesce((
         SELECT jsonb_agg(to_jsonb(a)) FROM interview_answer a WHERE a.interview_id = i.id), '[]'))
       FROM user_interview i WHERE i.id = ANY ($1::uuid[])
       ON CONFLICT (interview_id) DO UPDATE SET words = excluded.words, withdrawn_at = excluded.withdrawn_at`,
      [ids],
    );
    await tx.query(`DELETE FROM interview_answer WHERE interview_id = ANY ($1::uuid[])`, [ids]);
    await tx.query(
      `UPDATE user_interview SET status = 'declined', declined_at = now(), withdrawn_at = now(), completed_at = NULL,
         transcript = '', summary = '', respondent_name = '', has_answers = false, classifications = '{}',
         position = 0, reached = 0, last_activity_at = now()
       WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  /**
   * Brings back the words of interviews that were withdrawn within the last ten minutes.
   * @returns whether there were any
   */
  async undo(tx: Transaction, { topicId, kind, identifier }: Respondent): Promise<boolean> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT i.id FROM user_interview i JOIN withdrawn_words w ON w.interview_id = i.id
       WHERE i.topic_id = $1 AND i.kind = $2 AND i.interviewee_identifier = $3
         AND w.withdrawn_at > now() - interval '${UNDO_MINUTES} minutes'
       ORDER BY i.id FOR UPDATE`,
      [topicId, kind, identifier],
    );
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return false;
    const set = KEPT.map((column) => `${column} = before.${column}`).join(', ');
    // Answers that were begun anew since then give way to the ones that come back.
    await tx.query(`DELETE FROM interview_answer WHERE interview_id = ANY ($1::uuid[])`, [ids]);
    await tx.query(
      `UPDATE user_interview i SET ${set}, withdrawn_at = NULL
       FROM withdrawn_words w CROSS JOIN LATERAL jsonb_populate_record(NULL::user_interview, w.words) AS before
       WHERE w.interview_id = i.id AND i.id = ANY ($1::uuid[])`,
      [ids],
    );
    await tx.query(
      `INSERT INTO interview_answer SELECT (answer).* FROM (
         SELECT jsonb_populate_recordset(NULL::interview_answer, w.words->'answers') AS answer
         FROM withdrawn_words w WHERE w.interview_id = ANY ($1::uuid[])) AS before`,
      [ids],
    );
    await tx.query(`DELETE FROM withdrawn_words WHERE interview_id = ANY ($1::uuid[])`, [ids]);
    return true;
  }

  /** Deletes words whose withdrawal cannot be undone any more, with the reports of their calls. */
  async deleteDue(): Promise<void> {
    await this.interviews.query(
      `WITH due AS (
         DELETE FROM withdrawn_words WHERE withdrawn_at <= now() - interval '${UNDO_MINUTES} minutes'
         RETURNING interview_id
       )
       DELETE FROM voice_report r USING due WHERE r.interview_id = due.interview_id`,
    );
  }
}
