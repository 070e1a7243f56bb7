import type { TestDatabase } from '../app/test-database';

/** A response to store; a test states only the fields that it is about. */
export interface StoredResponse {
  kind?: 'personal' | 'shared' | 'test';
  identifier?: string;
  /** Address of the person, on a personal link. */
  email?: string;
  name?: string;
  status?: 'opened' | 'started' | 'completed' | 'declined';
  /** Whether the respondent has consented. */
  started?: boolean;
  hoursAgo?: number;
  callId?: string | null;
  /** In order; null for a skipped question, for which {@link SKIPPED_TEXT} had been typed. */
  answers?: (string | null)[];
  questions?: string[];
  /** Rendered from the answers when left out. */
  transcript?: string;
  summary?: string;
  classifications?: string[];
  searchConfig?: string;
}

/** The text that a respondent typed before skipping the question. */
export const SKIPPED_TEXT = 'Unspoken secret.';

/** Writes a response with its answers straight into the tables, and returns its id. */
export async function insertResponse(
  database: TestDatabase | undefined,
  topicId: string,
  response: StoredResponse = {},
): Promise<string> {
  if (!database) throw new Error('This client does not know its database.');
  const { status = 'completed', answers = ['On paper.'], kind = 'personal' } = response;
  const questions = response.questions ?? answers.map((_, n) => `Question ${n + 1}?`);
  const said = answers.flatMap((text, n) =>
    text === null ? [] : [`Interviewer: ${questions[n] ?? ''}\n\nInterviewee: ${text}`],
  );
  const [row] = await database.query<{ id: string }>(
    `WITH interview AS (
       INSERT INTO user_interview
         (project_id, topic_id, created_by_id, kind, interviewee_identifier, interviewee_emails, respondent_name,
          call_id, status, questions, consent_version, consent_language, started_at, last_activity_at, completed_at,
          declined_at, has_answers, transcript, summary, classifications, search_config, created_at)
       SELECT t.project_id, t.id, t.created_by_id, $2, $3, CASE WHEN $2 = 'personal' THEN ARRAY[$17] ELSE '{}' END::text[],
              $4, $5, $6, $7, 'v1', 'en', CASE WHEN $8 THEN at END, at, CASE WHEN $6 = 'completed' THEN at END,
              CASE WHEN $6 = 'declined' THEN at END, $9, $10, $11, $12, $13, at
       FROM user_interview_topic t, (SELECT now() - $14 * interval '1 hour' AS at) AS past
       WHERE t.id = $1
       RETURNING id
     ), answer AS (
       INSERT INTO interview_answer (interview_id, position, text, skipped)
       SELECT interview.id, position - 1, coalesce(text, $16), text IS NULL
       FROM interview, unnest($15::text[]) WITH ORDINALITY AS said (text, position)
     )
     SELECT id FROM interview`,
    [
      topicId,
      kind,
      response.identifier ?? 'Grace Hopper <grace@example.com>',
      response.name ?? '',
      response.callId ?? null,
      status,
      questions,
      response.started ?? status !== 'opened',
      said.length > 0,
      response.transcript ?? said.join('\n\n'),
      response.summary ?? '',
      response.classifications ?? [],
      response.searchConfig ?? 'english',
      response.hoursAgo ?? 0,
      answers,
      SKIPPED_TEXT,
      response.email ?? 'grace@example.com',
    ],
  );
  if (!row) throw new Error('There is no such topic.');
  return row.id;
}
