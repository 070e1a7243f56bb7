import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';

/** A report as it came. */
export interface NewVoiceReport {
  callId: string;
  projectId: string;
  body: Buffer;
  endedReason: string | null;
  recordingUrl: string | null;
}

/** All queries on reports. */
@Injectable()
export class VoiceReportsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps the report; of a call that has become an interview already, the first one. */
  async keep({ callId, projectId, body, endedReason, recordingUrl }: NewVoiceReport): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO voice_report AS kept (call_id, project_id, body, ended_reason, recording_url)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (call_id) DO UPDATE
         SET body = excluded.body, ended_reason = excluded.ended_reason, recording_url = excluded.recording_url
         WHERE kept.interview_id IS NULL`,
      [callId, projectId, body, endedReason, recordingUrl],
    );
  }

  /** What became of a call so far. Others who ask wait until the transaction ends. */
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

  /** Notes the interview that was made of the report. */
  async setInterview(tx: Transaction, callId: string, interviewId: string): Promise<void> {
    await tx.query(`UPDATE voice_report SET interview_id = $2 WHERE call_id = $1`, [callId, interviewId]);
  }
}
