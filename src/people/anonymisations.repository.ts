import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction-runner';
import { changed, type PersonRows, without } from './erasures.repository';
import type { Person } from './person';

/** The words of one interview. */
export interface InterviewTexts {
  id: string;
  transcript: string;
  summary: string;
  questions: string[];
  answers: { position: number; text: string }[];
}

/** One of the names that a topic knows a person by, and the pseudonym that replaces it there. */
export interface Place {
  /** Null for responses whose topic is deleted. */
  topicId: string | null;
  identifier: string;
  pseudonym: string;
}

/** Replaces a person by a pseudonym. SQL, since each statement works on all rows of the person. */
@Injectable()
export class AnonymisationsRepository {
  /** The names that the person gave in these interviews, each once. */
  async findNames(tx: Transaction, ids: string[]): Promise<string[]> {
    const rows = await tx.query<{ name: string }[]>(
      `SELECT DISTINCT respondent_name AS name FROM user_interview
       WHERE id = ANY ($1::uuid[]) AND respondent_name <> '' ORDER BY 1`,
      [ids],
    );
    return rows.map(({ name }) => name);
  }

  /** The texts of these interviews. */
  async findTexts(tx: Transaction, ids: string[]): Promise<InterviewTexts[]> {
    return tx.query<InterviewTexts[]>(
      `SELECT i.id, i.transcript, i.summary, to_json(i.questions) AS questions,
              coalesce((SELECT json_agg(json_build_object('position', a.position, 'text', a.text) ORDER BY a.position)
                FROM interview_answer a WHERE a.interview_id = i.id), '[]') AS answers
       FROM user_interview i WHERE i.id = ANY ($1::uuid[]) ORDER BY i.id`,
      [ids],
    );
  }

  /** Stores changed texts. */
  async saveTexts(tx: Transaction, texts: InterviewTexts[]): Promise<void> {
    const json = JSON.stringify(texts);
    await tx.query(
      `UPDATE interview_answer a SET text = changed.text
       FROM json_to_recordset($1::json) AS said (id uuid, answers json),
            json_to_recordset(said.answers) AS changed (position integer, text text)
       WHERE a.interview_id = said.id AND a.position = changed.position AND a.text <> changed.text`,
      [json],
    );
    await tx.query(
      `UPDATE user_interview i SET transcript = said.transcript, summary = said.summary,
         questions = ARRAY(SELECT json_array_elements_text(said.questions))
       FROM json_to_recordset($1::json) AS said (id uuid, transcript text, summary text, questions json)
       WHERE i.id = said.id`,
      [json],
    );
  }

  /**
   * Where the person's identifiers and the pseudonym's earlier uses are, each topic and name once; in a topic, those that
   * the person is known by come first.
   */
  async findPlaces(
    tx: Transaction,
    { projectId, identifiers }: Person,
    { responses, links }: PersonRows,
    pseudonym: string,
  ): Promise<Omit<Place, 'pseudonym'>[]> {
    return tx.query(
      `SELECT topic_id AS "topicId", identifier FROM (
         SELECT t.id AS topic_id, entry.identifier
         FROM user_interview_topic t, unnest(t.interviewee_emails || t.interviewee_distinct_ids) AS entry (identifier)
         WHERE t.project_id = $1 AND (entry.identifier = ANY ($2) OR entry.identifier LIKE $5 || '%')
         UNION ALL
         SELECT topic_id, identifier FROM sharing_configuration WHERE id = ANY ($3::uuid[])
         UNION ALL
         SELECT topic_id, interviewee_identifier FROM user_interview
         WHERE project_id = $1 AND (id = ANY ($4::uuid[]) OR interviewee_identifier LIKE $5 || '%')
       ) AS known
       GROUP BY 1, 2
       ORDER BY 1, identifier = ANY ($2) DESC, 2`,
      [projectId, identifiers, links, responses, pseudonym],
    );
  }

  /** Replaces the person on the lists of topics. Returns the number of topics. */
  async renameInTopics(
    tx: Transaction,
    { projectId, identifiers }: Person,
    places: Place[],
  ): Promise<number> {
    return changed(
      tx,
      `UPDATE user_interview_topic t SET interviewee_emails = ${without('interviewee_emails')},
         interviewee_distinct_ids = ${without('interviewee_distinct_ids')} || ARRAY(
           SELECT place.pseudonym FROM ${placesFrom(3)}
           WHERE place.topic_id = t.id AND place.identifier <> place.pseudonym AND place.identifier = ANY (t.interviewee_emails || t.interviewee_distinct_ids))
       WHERE project_id = $1 AND (interviewee_emails && $2 OR interviewee_distinct_ids && $2)`,
      [projectId, identifiers, ...columnsOf(places)],
    );
  }

  /** Replaces the person in links, which end. Returns the number of links. */
  async renameInLinks(tx: Transaction, { links }: PersonRows, places: Place[]): Promise<number> {
    return changed(
      tx,
      `UPDATE sharing_configuration s SET identifier = place.pseudonym, enabled = false, token_hash = NULL
       FROM ${placesFrom(2)}
       WHERE s.id = ANY ($1::uuid[]) AND s.topic_id = place.topic_id AND s.identifier = place.identifier`,
      [links, ...columnsOf(places)],
    );
  }

  /** Replaces the address of mails. Those that wait are cancelled. */
  async renameInMails(tx: Transaction, { mails }: PersonRows, address: string): Promise<number> {
    return changed(
      tx,
      `UPDATE invite_delivery SET address = $2, mailbox = $2,
         status = CASE status WHEN 'queued' THEN 'cancelled' ELSE status END,
         last_error = CASE status WHEN 'queued' THEN 'link_disabled' ELSE last_error END
       WHERE id = ANY ($1::uuid[])`,
      [mails, address],
    );
  }

  /** Replaces the person in interviews. */
  async renameInResponses(
    tx: Transaction,
    { responses }: PersonRows,
    { places, pseudonym }: { places: Place[]; pseudonym: string },
  ): Promise<number> {
    return changed(
      tx,
      `UPDATE user_interview i SET interviewee_emails = '{}', mailbox = NULL, respondent_name = '',
         interviewee_identifier = coalesce((SELECT place.pseudonym FROM ${placesFrom(3)}
           WHERE place.topic_id IS NOT DISTINCT FROM i.topic_id AND place.identifier = i.interviewee_identifier LIMIT 1), $2)
       WHERE i.id = ANY ($1::uuid[])`,
      [responses, pseudonym, ...columnsOf(places)],
    );
  }
}

/** SQL: the places as a table, from three parameters. */
function placesFrom(first: number): string {
  return `unnest($${first}::uuid[], $${first + 1}::text[], $${first + 2}::text[]) AS place (topic_id, identifier, pseudonym)`;
}

function columnsOf(places: Place[]): unknown[] {
  return [
    places.map(({ topicId }) => topicId),
    places.map(({ identifier }) => identifier),
    places.map(({ pseudonym }) => pseudonym),
  ];
}
