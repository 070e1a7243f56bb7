import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction-runner';
import type { Respondent } from '../interviews.repository';

/** An interview that was a call, as it is stored. */
export interface NewVoiceInterview extends Respondent {
  callId: string;
  projectId: string;
  topicCreatorId: string;
  emails: string[];
  respondentName: string;
  receivedAt: string;
  /** Somebody answered; without that it is an attempt, which keeps nobody from another. */
  isCompleted: boolean;
  transcript: string;
  summary: string;
}

/** The query on interviews that were calls. */
@Injectable()
export class VoiceInterviewsRepository {
  /** Stores the interview and returns its id. */
  async insert(tx: Transaction, call: NewVoiceInterview): Promise<string> {
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO user_interview
         (call_id, project_id, topic_id, created_by_id, kind, interviewee_identifier, interviewee_emails,
          respondent_name, created_at, started_at, last_activity_at, status, completed_at, has_answers, transcript,
          summary)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9, CASE WHEN $10 THEN 'completed' ELSE 'started' END,
               CASE WHEN $10 THEN $9::timestamptz END, $10, $11, $12)
       RETURNING id`,
      [
        call.callId,
        call.projectId,
        call.topicId,
        call.topicCreatorId,
        call.kind,
        call.identifier,
        call.emails,
        call.respondentName,
        call.receivedAt,
        call.isCompleted,
        call.transcript,
        call.summary,
      ],
    );
    if (!row) throw new Error('An interview that was just inserted has no id.');
    return row.id;
  }
}
