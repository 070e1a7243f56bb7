import { Injectable } from '@nestjs/common';
import { INTERVIEW_MAILBOX } from '../interviews/interview-conditions.sql';
import type { Transaction } from '../database/transaction-runner';
import { mailboxOf } from '../ledger/delivery.sql';
import { TOPICS } from './people.repository';
import type { Person } from './person';

/** Ids of the rows that are about a person. */
export interface PersonRows {
  links: string[];
  mails: string[];
  responses: string[];
  contact: { id: string; optedOut: boolean } | null;
}

const IS_PERSONS_INTERVIEW = `i.project_id = $1 AND i.kind <> 'test'
  AND (i.interviewee_identifier = ANY ($2) OR ${INTERVIEW_MAILBOX} = $3)`;

/**
 * Deletes what is stored about a person, one statement for each kind, whatever the number of rows. SQL, because the rows
 * of all features go in one transaction. What PostgreSQL deletes with them: answers, search words, attempts, choices.
 */
@Injectable()
export class ErasuresRepository {
  /** The rows about the person. */
  async find(tx: Transaction, { projectId, identifiers, mailbox }: Person): Promise<PersonRows> {
    const [row] = await tx.query<Omit<PersonRows, 'contact'>[]>(
      `WITH links AS (
         SELECT id FROM sharing_configuration
         WHERE topic_id IN ${TOPICS} AND kind = 'personal' AND identifier = ANY ($2)
       )
       SELECT
         (SELECT coalesce(json_agg(id), '[]') FROM links) AS links,
         (SELECT coalesce(json_agg(d.id), '[]') FROM invite_delivery d WHERE d.topic_id IN ${TOPICS}
           AND (coalesce(d.share_id, d.follow_up_share_id) IN (SELECT id FROM links) OR ${mailboxOf('d')} = $3)) AS mails,
         (SELECT coalesce(json_agg(i.id), '[]') FROM user_interview i WHERE ${IS_PERSONS_INTERVIEW}) AS responses`,
      [projectId, identifiers, mailbox],
    );
    const [contact] = await tx.query<{ id: string; optedOut: boolean }[]>(
      `SELECT id, status = 'opted_out' AS "optedOut" FROM contact WHERE project_id = $1 AND mailbox = $2 FOR UPDATE`,
      [projectId, mailbox],
    );
    return { links: [], mails: [], responses: [], ...row, contact: contact ?? null };
  }

  /** Takes the person off the lists of topics. Returns the number of topics. */
  async removeFromTopics(tx: Transaction, { projectId, identifiers }: Person): Promise<number> {
    return changed(
      tx,
      `UPDATE user_interview_topic SET interviewee_emails = ${without('interviewee_emails')},
         interviewee_distinct_ids = ${without('interviewee_distinct_ids')}
       WHERE project_id = $1 AND (interviewee_emails && $2 OR interviewee_distinct_ids && $2)`,
      [projectId, identifiers],
    );
  }

  async deleteContexts(tx: Transaction, { projectId, identifiers }: Person): Promise<number> {
    return changed(
      tx,
      `DELETE FROM interviewee_context WHERE topic_id IN ${TOPICS} AND interviewee_identifier = ANY ($2)`,
      [projectId, identifiers],
    );
  }

  async deleteMails(tx: Transaction, { mails }: PersonRows): Promise<number> {
    return changed(tx, `DELETE FROM invite_delivery WHERE id = ANY ($1::uuid[])`, [mails]);
  }

  async deleteLinks(tx: Transaction, { links }: PersonRows): Promise<number> {
    return changed(tx, `DELETE FROM sharing_configuration WHERE id = ANY ($1::uuid[])`, [links]);
  }

  /**
   * Deletes the reports of calls with the person: those that became responses, and waiting ones that name the person or
   * one of their links. A report is read byte by byte, since it is kept as it was signed.
   */
  async deleteVoiceReports(
    tx: Transaction,
    person: Person,
    { responses, links }: PersonRows,
  ): Promise<number> {
    const { projectId, needles } = person;
    return changed(
      tx,
      `DELETE FROM voice_report r WHERE r.project_id = $1 AND (r.interview_id = ANY ($2::uuid[])
         OR (r.interview_id IS NULL AND EXISTS (
           SELECT FROM unnest($3::text[]) AS needle
           WHERE strpos(lower(encode(r.body, 'escape')), encode(convert_to(needle, 'UTF8'), 'escape')) > 0)))`,
      [projectId, responses, [...needlesInJson(person, needles), ...links]],
    );
  }

  /** Deletes words of responses that were withdrawn a moment ago. Those of deleted responses go by themselves. */
  async deleteWithdrawnWords(tx: Transaction, { responses }: PersonRows): Promise<void> {
    await tx.query(`DELETE FROM withdrawn_words WHERE interview_id = ANY ($1::uuid[])`, [responses]);
  }

  async deleteResponses(tx: Transaction, { responses }: PersonRows): Promise<number> {
    return changed(tx, `DELETE FROM user_interview WHERE id = ANY ($1::uuid[])`, [responses]);
  }

  /** Deletes events about the person, with the attempts to send them. */
  async deleteWebhookMessages(tx: Transaction, person: Person, rows: PersonRows): Promise<number> {
    const { projectId, identifiers, needles } = person;
    return changed(
      tx,
      `DELETE FROM webhook_message m USING webhook w
       WHERE w.id = m.webhook_id AND w.project_id = $1
         AND (m.data->>'interviewee_identifier' = ANY ($2) OR lower(m.data->>'email') = ANY ($3)
           OR m.data->>'response_id' = ANY ($4) OR m.data->>'invite_id' = ANY ($5) OR m.data->>'contact_id' = $6)`,
      [projectId, identifiers, needles, rows.responses, rows.mails, rows.contact?.id ?? null],
    );
  }

  async deleteContact(tx: Transaction, { contact }: PersonRows): Promise<number> {
    return changed(tx, `DELETE FROM contact WHERE id = $1`, [contact?.id ?? null]);
  }
}

function needlesInJson({ mailbox }: Person, needles: string[]): string[] {
  return mailbox === null ? needles.map((needle) => JSON.stringify(needle)) : needles;
}

/** SQL: a list of a topic, in its order, without the identifiers in `$2`. */
export function without(list: string): string {
  return `ARRAY(
    SELECT entry.identifier FROM unnest(${list}) WITH ORDINALITY AS entry (identifier, position)
    WHERE entry.identifier <> ALL ($2) ORDER BY entry.position)`;
}

/** Runs a statement that changes rows, and returns how many. */
export async function changed(tx: Transaction, statement: string, values: unknown[]): Promise<number> {
  const [row] = await tx.query<{ count: number }[]>(
    `WITH done AS (${statement} RETURNING 1) SELECT count(*)::integer AS count FROM done`,
    values,
  );
  return row?.count ?? 0;
}
