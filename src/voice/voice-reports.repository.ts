import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import { VoiceReport } from './voice-report.entity';

/** A report as the provider sent it. */
export type NewVoiceReport = Pick<
  VoiceReport,
  'callId' | 'projectId' | 'body' | 'endedReason' | 'recordingUrl'
>;

/** Reads and writes the provider's reports. */
@Injectable()
export class VoiceReportsRepository {
  constructor(@InjectRepository(VoiceReport) private readonly reports: Repository<VoiceReport>) {}

  /**
   * Stores the report. A later report of the same call replaces it until it has become an interview. SQL, because the
   * upsert is conditional.
   */
  async keep({ callId, projectId, body, endedReason, recordingUrl }: NewVoiceReport): Promise<void> {
    await this.reports.query(
      `INSERT INTO voice_report AS kept (call_id, project_id, body, ended_reason, recording_url)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (call_id) DO UPDATE
         SET body = excluded.body, ended_reason = excluded.ended_reason, recording_url = excluded.recording_url
         WHERE kept.interview_id IS NULL`,
      [callId, projectId, body, endedReason, recordingUrl],
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
}
