import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Not, type Repository } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import { VoiceReport } from './voice-report.entity';

/** A report as the provider sent it. */
export interface NewVoiceReport extends Pick<
  VoiceReport,
  'callId' | 'projectId' | 'body' | 'endedReason' | 'recordingUrl'
> {
  /** The link that the call was started with. */
  linkId: string;
}

/** A report that the sweep has taken. */
export interface ClaimedReport {
  callId: string;
  body: Buffer;
  /** This attempt included. */
  attempts: number;
  /** The sweep will not take it again. */
  isLast: boolean;
}

/** Attempts of the sweep on one report. With the pauses below they take about four days. */
const MAX_ATTEMPTS = 100;
/** Pauses between attempts: 10 s, doubled each time, up to an hour. */
const PAUSE = `least(interval '10 seconds' * power(2, least(attempts, 10)), interval '1 hour')`;

/** Reads and writes the provider's reports. */
@Injectable()
export class VoiceReportsRepository {
  constructor(@InjectRepository(VoiceReport) private readonly reports: Repository<VoiceReport>) {}

  /**
   * Stores the report. A later report of the same call replaces it until it has become an interview. The sweep leaves
   * it alone for the ten seconds in which the request itself creates the interview. Nothing is stored if the link is
   * erased in this moment. SQL, because the upsert is conditional.
   */
  async keep({ callId, projectId, body, endedReason, recordingUrl, linkId }: NewVoiceReport): Promise<void> {
    await this.reports.query(
      `INSERT INTO voice_report AS kept (call_id, project_id, body, ended_reason, recording_url, next_attempt_at)
       SELECT $1, $2, $3, $4, $5, now() + interval '10 seconds'
       FROM sharing_configuration s WHERE s.id = $6 FOR KEY SHARE
       ON CONFLICT (call_id) DO UPDATE
         SET body = excluded.body, ended_reason = excluded.ended_reason, recording_url = excluded.recording_url,
             attempts = 0, next_attempt_at = excluded.next_attempt_at, last_error = NULL
         WHERE kept.interview_id IS NULL`,
      [callId, projectId, body, endedReason, recordingUrl, linkId],
    );
  }

  /**
   * Locks the report of a call until the transaction ends. SQL, because as a Date the time would lose its
   * microseconds.
   */
  async lock(
    tx: Transaction,
    callId: string,
  ): Promise<{ interviewId: string | null; receivedAt: string } | null> {
    const [row] = await tx.query<{ interviewId: string | null; receivedAt: string }[]>(
      `SELECT interview_id AS "interviewId", received_at::text AS "receivedAt"
       FROM voice_report WHERE call_id = $1 FOR UPDATE`,
      [callId],
    );
    return row ?? null;
  }

  /** Records the interview that was made of the report. */
  async setInterview(tx: Transaction, callId: string, interviewId: string): Promise<void> {
    await tx.update(VoiceReport, { callId }, { interviewId });
  }

  /**
   * Takes the report that has been due for longest; null if none is. Several sweeps can run at once: a locked row is
   * skipped, and a taken one is due again only after its pause. The attempt is counted before the work, so that a
   * report which kills the process is given up too. SQL, because of SKIP LOCKED.
   */
  async claimDue(): Promise<ClaimedReport | null> {
    const [rows] = await this.reports.query<[ClaimedReport[], number]>(
      `UPDATE voice_report r
       SET attempts = attempts + 1,
           next_attempt_at = CASE WHEN attempts + 1 < ${MAX_ATTEMPTS} THEN now() + ${PAUSE} END
       WHERE call_id = (
         SELECT call_id FROM voice_report WHERE interview_id IS NULL AND next_attempt_at <= now()
         ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING call_id AS "callId", body, attempts, next_attempt_at IS NULL AS "isLast"`,
    );
    return rows[0] ?? null;
  }

  /** Records why an attempt failed. `isFinal`: the sweep must not take the report again. */
  async recordFailure(callId: string, lastError: string, isFinal: boolean): Promise<void> {
    await this.reports.update(
      { callId, interviewId: IsNull() },
      { lastError, ...(isFinal ? { nextAttemptAt: null } : {}) },
    );
  }

  /** The number of reports without an interview, by whether the sweep still tries. */
  async countWithoutInterview(): Promise<{ waiting: number; given_up: number }> {
    const isWithout = { interviewId: IsNull() };
    const [waiting, givenUp] = await Promise.all([
      this.reports.countBy({ ...isWithout, nextAttemptAt: Not(IsNull()) }),
      this.reports.countBy({ ...isWithout, nextAttemptAt: IsNull() }),
    ]);
    return { waiting, given_up: givenUp };
  }
}
