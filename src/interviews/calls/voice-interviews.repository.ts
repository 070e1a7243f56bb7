import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction-runner';
import type { Respondent } from '../interviews.repository';
import { isAbandoned } from '../interview-conditions.sql';
import { UserInterview } from '../user-interview.entity';

/** Values of an interview that was a voice call. */
export interface NewVoiceInterview extends Respondent {
  callId: string;
  projectId: string;
  topicCreatorId: string;
  emails: string[];
  /** The mailbox of the contact; null without an address. */
  mailbox: string | null;
  respondentName: string;
  /** Timestamp text of PostgreSQL, to the microsecond. */
  receivedAt: string;
  /**
   * The person said something, or the provider has summarised it. Otherwise it was an attempt, after which the person
   * can still be interviewed.
   */
  isCompleted: boolean;
  transcript: string;
  summary: string;
}

/** Writes interviews that were voice calls. */
@Injectable()
export class VoiceInterviewsRepository {
  /** Inserts the interview and returns its id. */
  async insert(tx: Transaction, call: NewVoiceInterview): Promise<string> {
    // A parameter of its own: as a Date the time would lose its microseconds.
    const receivedAt = () => ':receivedAt';
    const result = await tx
      .createQueryBuilder()
      .insert()
      .into(UserInterview)
      .values({
        callId: call.callId,
        projectId: call.projectId,
        topicId: call.topicId,
        createdById: call.topicCreatorId,
        kind: call.kind,
        intervieweeIdentifier: call.identifier,
        intervieweeEmails: call.emails,
        mailbox: call.mailbox,
        respondentName: call.respondentName,
        createdAt: receivedAt,
        startedAt: receivedAt,
        lastActivityAt: receivedAt,
        status: call.isCompleted ? 'completed' : 'started',
        completedAt: call.isCompleted ? receivedAt : null,
        hasAnswers: call.isCompleted,
        transcript: call.transcript,
        summary: call.summary,
      })
      .setParameter('receivedAt', call.receivedAt)
      .returning('id')
      .updateEntity(false)
      .execute();
    const [row] = result.raw as { id: string }[];
    if (!row) throw new Error('The insert of a voice interview returned no id.');
    return row.id;
  }

  /**
   * Deletes the interviews that the person has abandoned. SQL, because the condition is an expression.
   * @param abandonedAfterHours after how long an interview on the page counts as left
   */
  async deleteAbandoned(
    tx: Transaction,
    { topicId, kind, identifier }: Respondent,
    abandonedAfterHours: number,
  ): Promise<void> {
    await tx.query(
      `DELETE FROM user_interview i
       WHERE i.topic_id = $1 AND i.kind = $2 AND i.interviewee_identifier = $3 AND ${isAbandoned('$4')}`,
      [topicId, kind, identifier, abandonedAfterHours],
    );
  }
}
