import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import type { ShareKind } from '../sharing/sharing-configuration.entity';
import { IS_COUNTED_RESPONSE, TOPIC_IS_OPEN } from './interview-conditions';
import type { InterviewStatus } from './user-interview.entity';

/** Whose interview on which topic; a person has one, however many links lead to it. */
export interface Respondent {
  topicId: string;
  kind: ShareKind;
  identifier: string;
}

/** What is stored when somebody presses the first button. */
export interface NewInterview extends Respondent {
  projectId: string;
  topicCreatorId: string;
  emails: string[];
  respondentName: string;
}

/** Where an interview stands. */
export interface InterviewRow {
  id: string;
  status: InterviewStatus;
  /** Consented, whatever came after. */
  isStarted: boolean;
  respondentName: string;
  questions: string[];
  position: number;
  reached: number;
  /** Seconds since it was sent off; null when it was not, or was a call, which nobody holds by accident. */
  completedSeconds: number | null;
}

/** What was answered to one question. */
export interface AnswerRow {
  position: number;
  text: string;
  skipped: boolean;
  revision: number;
}

/** What the person agreed to, and what will be asked. */
export interface Consent {
  version: string;
  language: string;
  /** PostgreSQL's text search configuration for the language. */
  searchConfig: string;
  questions: string[];
}

// An empty line separates the turns of a transcript, so none may be left inside of one.
const collapseBlankLines = (text: string) =>
  `regexp_replace(btrim(${text}, E' \\t\\r\\n'), '\\s*\\n\\s*\\n\\s*', E'\\n', 'g')`;

/** All queries of the interview page. */
@Injectable()
export class InterviewsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The person's interview, the newest one if there are several; locked until the transaction ends if one is given. */
  async find({ topicId, kind, identifier }: Respondent, tx?: Transaction): Promise<InterviewRow | null> {
    const [row] = await (tx ?? this.dataSource.manager).query<InterviewRow[]>(
      `SELECT id, status, started_at IS NOT NULL AS "isStarted", respondent_name AS "respondentName", to_json(questions) AS questions, position, reached,
              CASE WHEN call_id IS NULL THEN extract(epoch FROM now() - completed_at)::integer END AS "completedSeconds"
       FROM user_interview
       WHERE topic_id = $1 AND kind = $2 AND interviewee_identifier = $3
         AND (call_id IS NULL OR status = 'completed')
       ORDER BY status = 'completed' AND kind <> 'test' DESC, created_at DESC, id DESC
       LIMIT 1 ${tx ? 'FOR UPDATE' : ''}`,
      [topicId, kind, identifier],
    );
    return row ?? null;
  }

  /** Everything answered so far, in order. */
  async findAnswers(interviewId: string, tx: Transaction = this.dataSource.manager): Promise<AnswerRow[]> {
    return tx.query<AnswerRow[]>(
      `SELECT position, text, skipped, revision FROM interview_answer WHERE interview_id = $1 ORDER BY position`,
      [interviewId],
    );
  }

  /** Completed interviews of a topic, tests apart. */
  async countCompleted(topicId: string, tx: Transaction = this.dataSource.manager): Promise<number> {
    const [row] = await tx.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count FROM user_interview
       WHERE topic_id = $1 AND ${IS_COUNTED_RESPONSE}`,
      [topicId],
    );
    return row?.count ?? 0;
  }

  /** Whether people who have not begun can still answer the topic. */
  async topicIsOpen(topicId: string): Promise<boolean> {
    const [row] = await this.dataSource.query<{ open: boolean }[]>(
      `SELECT ${TOPIC_IS_OPEN} AS open FROM user_interview_topic t WHERE t.id = $1`,
      [topicId],
    );
    return row?.open ?? false;
  }

  /**
   * Makes the person's interview unless there is one. The index decides, so two tabs make one. Makes none for a topic
   * that is being deleted.
   */
  async insert(tx: Transaction, interview: NewInterview): Promise<void> {
    await tx.query(
      `INSERT INTO user_interview
         (project_id, topic_id, created_by_id, kind, interviewee_identifier, interviewee_emails, respondent_name)
       SELECT $1, t.id, $3, $4, $5, $6, $7 FROM user_interview_topic t WHERE t.id = $2 FOR KEY SHARE
       ON CONFLICT (topic_id, kind, interviewee_identifier)
         WHERE call_id IS NULL AND NOT (kind = 'test' AND status = 'completed') DO NOTHING`,
      [
        interview.projectId,
        interview.topicId,
        interview.topicCreatorId,
        interview.kind,
        interview.identifier,
        interview.emails,
        interview.respondentName,
      ],
    );
  }

  /** Writes down the consent and, with it, what is going to be asked. */
  async start(tx: Transaction, id: string, { version, language, searchConfig, questions }: Consent) {
    await tx.query(
      `UPDATE user_interview
       SET status = 'started', started_at = now(), last_activity_at = now(), consent_version = $2,
           consent_language = $3, search_config = $4, questions = $5
       WHERE id = $1 AND status = 'opened'`,
      [id, version, language, searchConfig, questions],
    );
  }

  /**
   * Stores what was typed. `revision` is the one that it was typed over, 0 for none.
   * @returns the stored answer, or null when somebody else has changed it in the meantime
   */
  async saveAnswer(
    tx: Transaction,
    interviewId: string,
    { position, text, skipped, revision }: AnswerRow,
  ): Promise<AnswerRow | null> {
    const [row] = await tx.query<AnswerRow[]>(
      `INSERT INTO interview_answer AS a (interview_id, position, text, skipped) VALUES ($1, $2, $3, $4)
       ON CONFLICT (interview_id, position) DO UPDATE
         SET text = excluded.text, skipped = excluded.skipped, revision = a.revision + 1, answered_at = now()
         WHERE a.revision = $5 OR a.text = excluded.text
       RETURNING position, text, skipped, revision`,
      [interviewId, position, text, skipped, revision],
    );
    return row ?? null;
  }

  /** Goes to a step, and renders the transcript anew. */
  async update(tx: Transaction, id: string, position: number): Promise<void> {
    await tx.query(
      `WITH said AS (
         SELECT string_agg(
           'Interviewer: ' || ${collapseBlankLines('i.questions[a.position + 1]')} || E'\\n\\nInterviewee: ' || ${collapseBlankLines('a.text')},
           E'\\n\\n' ORDER BY a.position) AS transcript
         FROM interview_answer a JOIN user_interview i ON i.id = a.interview_id
         WHERE a.interview_id = $1 AND NOT a.skipped AND a.text <> ''
       )
       UPDATE user_interview i
       SET position = $2, reached = greatest(i.reached, $2), last_activity_at = now(),
           transcript = coalesce(said.transcript, ''), has_answers = said.transcript IS NOT NULL
       FROM said WHERE i.id = $1`,
      [id, position],
    );
  }

  /** Sends the interview off. What was typed and then skipped is forgotten. */
  async complete(tx: Transaction, id: string): Promise<void> {
    await tx.query(`UPDATE interview_answer SET text = '' WHERE interview_id = $1 AND skipped`, [id]);
    await tx.query(
      `UPDATE user_interview SET status = 'completed', completed_at = now(), last_activity_at = now()
       WHERE id = $1 AND status = 'started'`,
      [id],
    );
  }

  /** "Not this time". */
  async decline(tx: Transaction, id: string): Promise<void> {
    await tx.query(
      `UPDATE user_interview SET status = 'declined', declined_at = now(), last_activity_at = now()
       WHERE id = $1 AND status IN ('opened', 'started')`,
      [id],
    );
  }

  /**
   * Takes back a "not this time" or a completion: the interview goes on where it was. A call is over, and so is a test
   * after which another one was begun.
   */
  async reopen(tx: Transaction, id: string): Promise<void> {
    await tx.query(
      `UPDATE user_interview i
       SET status = CASE WHEN started_at IS NULL THEN 'opened' ELSE 'started' END,
           declined_at = NULL, completed_at = NULL, last_activity_at = now()
       WHERE id = $1 AND status IN ('declined', 'completed') AND call_id IS NULL
         AND NOT (kind = 'test' AND EXISTS (
           SELECT FROM user_interview later
           WHERE later.topic_id = i.topic_id AND later.kind = i.kind AND later.id <> i.id
             AND later.interviewee_identifier = i.interviewee_identifier AND later.status <> 'completed'))`,
      [id],
    );
  }
}
