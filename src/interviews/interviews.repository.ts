import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import type { ShareKind } from '../sharing/sharing-configuration.entity';
import { InterviewAnswer } from './interview-answer.entity';
import { IS_COUNTED_RESPONSE, TOPIC_IS_OPEN } from './interview-conditions.sql';
import { type InterviewStatus, UserInterview } from './user-interview.entity';

/** Identifies the interview of one person on one topic. All links of the person lead to the same one. */
export interface Respondent {
  topicId: string;
  kind: ShareKind;
  identifier: string;
}

/** Values of a new interview. */
export interface NewInterview extends Respondent {
  projectId: string;
  topicCreatorId: string;
  emails: string[];
  /** The mailbox of the contact; null without an address. */
  mailbox: string | null;
  respondentName: string;
  /** The link that it is held with. */
  linkId: string;
}

/** The progress of an interview. */
export interface InterviewRow {
  id: string;
  status: InterviewStatus;
  /** The person has consented, whatever the status is now. */
  isStarted: boolean;
  respondentName: string;
  questions: string[];
  position: number;
  reached: number;
  /** Seconds since completion; null if not completed, or completed by a voice call, which cannot be undone. */
  completedSeconds: number | null;
}

/** A stored answer. */
export type AnswerRow = Pick<InterviewAnswer, 'position' | 'text' | 'skipped' | 'revision'>;

/** The consent of a person, and the questions that the interview will ask. */
export interface Consent {
  version: string;
  language: string;
  /** PostgreSQL text search configuration of the language. */
  searchConfig: string;
  questions: string[];
}

const NOW = () => 'now()';

// An empty line separates the turns of a transcript, so none may be left inside a turn.
const collapseBlankLines = (text: string) =>
  `regexp_replace(btrim(${text}, E' \\t\\r\\n'), '\\s*\\n\\s*\\n\\s*', E'\\n', 'g')`;

/** Reads and writes the interviews of the interview page. */
@Injectable()
export class InterviewsRepository {
  constructor(
    @InjectRepository(UserInterview) private readonly interviews: Repository<UserInterview>,
    @InjectRepository(InterviewAnswer) private readonly answers: Repository<InterviewAnswer>,
  ) {}

  /**
   * The person's interview, or the newest one if there are several. Given a transaction, the row is locked until its
   * end. SQL, because the order and the age of the completion are expressions.
   */
  async find({ topicId, kind, identifier }: Respondent, tx?: Transaction): Promise<InterviewRow | null> {
    const [row] = await (tx ?? this.interviews).query<InterviewRow[]>(
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

  /** All stored answers of an interview, in the order of its questions. */
  async findAnswers(interviewId: string, tx?: Transaction): Promise<AnswerRow[]> {
    const answers = tx?.getRepository(InterviewAnswer) ?? this.answers;
    return answers.find({ where: { interviewId }, order: { position: 'ASC' } });
  }

  /** The number of interviews that count towards the topic's `max_responses`. */
  async countCompleted(topicId: string, tx?: Transaction): Promise<number> {
    const interviews = tx?.getRepository(UserInterview) ?? this.interviews;
    return interviews.createQueryBuilder().where({ topicId }).andWhere(IS_COUNTED_RESPONSE).getCount();
  }

  /** Whether people who have not begun can still answer the topic. */
  async topicIsOpen(topicId: string): Promise<boolean> {
    const [row] = await this.interviews.query<{ open: boolean }[]>(
      `SELECT ${TOPIC_IS_OPEN} AS open FROM user_interview_topic t WHERE t.id = $1`,
      [topicId],
    );
    return row?.open ?? false;
  }

  /** Makes a deletion of the topic wait for the transaction, since it would lock the same rows in another order. */
  async keepTopic(tx: Transaction, topicId: string): Promise<void> {
    await tx.query(`SELECT FROM user_interview_topic WHERE id = $1 FOR KEY SHARE`, [topicId]);
  }

  /**
   * Creates the person's interview unless there is one; a partial unique index decides between concurrent requests.
   * Creates none for a topic or person that is being deleted. SQL, because the SELECT locks topic and link in the same
   * statement.
   */
  async insert(tx: Transaction, interview: NewInterview): Promise<void> {
    await tx.query(
      `INSERT INTO user_interview
         (project_id, topic_id, created_by_id, kind, interviewee_identifier, interviewee_emails, respondent_name, mailbox)
       SELECT $1, t.id, $3, $4, $5, $6, $7, $8
       FROM user_interview_topic t JOIN sharing_configuration s ON s.topic_id = t.id
       WHERE t.id = $2 AND s.id = $9 FOR KEY SHARE
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
        interview.mailbox,
        interview.linkId,
      ],
    );
  }

  /** Records the consent and the questions that will be asked. */
  async start(tx: Transaction, id: string, consent: Consent): Promise<void> {
    await tx.update(
      UserInterview,
      { id, status: 'opened' },
      {
        status: 'started',
        startedAt: NOW,
        lastActivityAt: NOW,
        consentVersion: consent.version,
        consentLanguage: consent.language,
        searchConfig: consent.searchConfig,
        questions: consent.questions,
      },
    );
  }

  /**
   * Stores an answer. `revision` is that of the stored answer which the text replaces, 0 for none. SQL, because the
   * upsert is conditional.
   * @returns the stored answer, or null if another request has stored a different one since
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

  /** Characters of all answers but the one at `position`. */
  async countCharacters(tx: Transaction, interviewId: string, position: number): Promise<number> {
    const [row] = await tx.query<{ characters: number }[]>(
      `SELECT coalesce(sum(length(text)), 0)::integer AS characters FROM interview_answer
       WHERE interview_id = $1 AND position <> $2`,
      [interviewId, position],
    );
    return row?.characters ?? 0;
  }

  /** Sets the current step and renders the transcript anew, in one statement. */
  async moveTo(tx: Transaction, id: string, position: number): Promise<void> {
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

  /** Completes the interview. Texts of skipped answers are deleted. */
  async complete(tx: Transaction, id: string): Promise<void> {
    await tx.update(InterviewAnswer, { interviewId: id, skipped: true }, { text: '' });
    await tx.update(
      UserInterview,
      { id, status: 'started' },
      { status: 'completed', completedAt: NOW, lastActivityAt: NOW },
    );
  }

  /** Declines the interview. */
  async decline(tx: Transaction, id: string): Promise<void> {
    await tx.update(
      UserInterview,
      { id, status: In(['opened', 'started']) },
      { status: 'declined', declinedAt: NOW, lastActivityAt: NOW },
    );
  }

  /**
   * Undoes a decline or a completion: the interview goes on at the same step. Voice calls cannot be reopened, nor can a
   * test that was repeated since. SQL, because the condition looks at other interviews.
   */
  async reopen(tx: Transaction, id: string): Promise<void> {
    await tx.query(
      `UPDATE user_interview i
       SET status = CASE WHEN started_at IS NULL THEN 'opened' ELSE 'started' END,
           declined_at = NULL, completed_at = NULL, withdrawn_at = NULL, last_activity_at = now()
       WHERE id = $1 AND status IN ('declined', 'completed') AND call_id IS NULL
         AND NOT (kind = 'test' AND EXISTS (
           SELECT FROM user_interview later
           WHERE later.topic_id = i.topic_id AND later.kind = i.kind AND later.id <> i.id
             AND later.interviewee_identifier = i.interviewee_identifier AND later.status <> 'completed'))`,
      [id],
    );
  }
}
