import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { jsonTime } from '../database/sql-expressions';
import { mailboxOf } from '../ledger/delivery.sql';
import type { PersonRows } from './erasures.repository';
import { TOPICS } from './people.repository';
import type { Person } from './person';

/** A row of an export, as JSON. */
export type ExportedRow = Record<string, unknown>;

/** A response with all that was said. */
const RESPONSE = `SELECT i.id, i.topic_id, i.kind, i.interviewee_identifier, i.interviewee_emails, i.respondent_name,
  i.status, ${jsonTime('i.created_at')} AS created_at, ${jsonTime('i.started_at')} AS started_at,
  ${jsonTime('i.completed_at')} AS completed_at, ${jsonTime('i.declined_at')} AS declined_at,
  i.consent_version, i.consent_language, i.transcript, i.summary, i.classifications, i.questions,
  coalesce((SELECT json_agg(json_build_object('position', a.position, 'text', a.text, 'skipped', a.skipped,
      'answered_at', ${jsonTime('a.answered_at')}) ORDER BY a.position)
    FROM interview_answer a WHERE a.interview_id = i.id), '[]') AS answers,
  (SELECT json_build_object('call_id', r.call_id, 'received_at', ${jsonTime('r.received_at')},
      'recording_url', r.recording_url, 'report', encode(r.body, 'base64'))
    FROM voice_report r WHERE r.interview_id = i.id) AS voice_report
  FROM user_interview i WHERE i.id = ANY ($1::uuid[]) ORDER BY i.id`;

/** Reads everything about a person. SQL, because the rows of all features are written in one form. */
@Injectable()
export class PersonExportsReadModel {
  constructor(private readonly dataSource: DataSource) {}

  async findContact({ projectId, mailbox }: Person): Promise<ExportedRow | null> {
    const [contact] = await this.query(
      `SELECT c.id, c.mailbox AS email, c.status, c.reason, ${jsonTime('c.later_until')} AS later_until,
         ${jsonTime('c.created_at')} AS created_at, ${jsonTime('c.updated_at')} AS updated_at,
         coalesce((SELECT json_agg(json_build_object('choice', chosen.choice, 'until', ${jsonTime('chosen.until')},
             'created_at', ${jsonTime('chosen.created_at')}, 'undone_at', ${jsonTime('chosen.undone_at')})
             ORDER BY chosen.created_at)
           FROM contact_choice chosen WHERE chosen.contact_id = c.id), '[]') AS choices
       FROM contact c WHERE c.project_id = $1 AND c.mailbox = $2`,
      [projectId, mailbox],
    );
    return contact ?? null;
  }

  /** Topics that target the person. */
  async findTopics({ projectId, identifiers }: Person): Promise<ExportedRow[]> {
    return this.query(
      `SELECT id, topic, ARRAY(SELECT entry FROM unnest(interviewee_emails || interviewee_distinct_ids) AS entry
         WHERE entry = ANY ($2)) AS identifiers
       FROM user_interview_topic
       WHERE project_id = $1 AND (interviewee_emails && $2 OR interviewee_distinct_ids && $2) ORDER BY id`,
      [projectId, identifiers],
    );
  }

  async findContexts({ projectId, identifiers }: Person): Promise<ExportedRow[]> {
    return this.query(
      `SELECT id, topic_id, interviewee_identifier, agent_context, ${jsonTime('created_at')} AS created_at
       FROM interviewee_context WHERE topic_id IN ${TOPICS} AND interviewee_identifier = ANY ($2) ORDER BY id`,
      [projectId, identifiers],
    );
  }

  /** Links without their URLs, which open interviews. */
  async findLinks({ projectId, identifiers }: Person): Promise<ExportedRow[]> {
    return this.query(
      `SELECT id, topic_id, identifier AS interviewee_identifier, enabled, ${jsonTime('created_at')} AS created_at,
         ${jsonTime('expires_at')} AS expires_at, ${jsonTime('rotated_at')} AS rotated_at
       FROM sharing_configuration
       WHERE topic_id IN ${TOPICS} AND kind = 'personal' AND identifier = ANY ($2) ORDER BY id`,
      [projectId, identifiers],
    );
  }

  /** Mails to the person, with their texts. */
  async findMails({ projectId, mailbox }: Person, { links }: PersonRows): Promise<ExportedRow[]> {
    return this.query(
      `SELECT d.id, d.topic_id, d.kind, d.sequence, d.address AS email, d.status, d.last_error AS reason,
         ${jsonTime('d.created_at')} AS created_at, ${jsonTime('d.sent_at')} AS sent_at,
         d.bounce_kind, d.bounce_code, ${jsonTime('d.bounced_at')} AS bounced_at, b.subject, b.message
       FROM invite_delivery d JOIN invite_batch b ON b.id = d.batch_id
       WHERE d.topic_id IN ${TOPICS}
         AND (${mailboxOf('d')} = $2 OR coalesce(d.share_id, d.follow_up_share_id) = ANY ($3::uuid[])) ORDER BY d.id`,
      [projectId, mailbox, links],
    );
  }

  /** Some of the person's responses. */
  async findResponses(ids: string[]): Promise<ExportedRow[]> {
    return this.query(RESPONSE, [ids]);
  }

  /** Events about the person that are waiting for webhooks, or were sent. */
  async findWebhookMessages(
    { projectId, identifiers, needles }: Person,
    { responses, mails, contact }: PersonRows,
  ): Promise<ExportedRow[]> {
    return this.query(
      `SELECT m.id, m.type, ${jsonTime('m.created_at')} AS created_at, m.status, m.data
       FROM webhook_message m JOIN webhook w ON w.id = m.webhook_id
       WHERE w.project_id = $1
         AND (m.data->>'interviewee_identifier' = ANY ($2) OR lower(m.data->>'email') = ANY ($3)
           OR m.data->>'response_id' = ANY ($4) OR m.data->>'invite_id' = ANY ($5) OR m.data->>'contact_id' = $6)
       ORDER BY m.id`,
      [projectId, identifiers, needles, responses, mails, contact?.id ?? null],
    );
  }

  private async query(statement: string, values: unknown[]): Promise<ExportedRow[]> {
    return this.dataSource.query<ExportedRow[]>(statement, values);
  }
}
