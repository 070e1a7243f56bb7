import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import { INTERVIEW_MAILBOX } from '../interviews/interview-conditions.sql';
import type { Audience, RefusedMailbox } from './contact-decision';
import { KEEP_PEOPLE, LOCK_RULES, mailFreeAt, refusal } from './contact-decision.sql';
import { Contact } from './contact.entity';

const DECISION = { kind: '$3::text', interview: 'answered.status', overridden: '$4::boolean' };

/** Asks the decision about many people at once, and keeps the contacts that a send makes. SQL, since it is set-based. */
@Injectable()
export class ContactDecisionsRepository {
  constructor(@InjectRepository(Contact) private readonly contacts: Repository<Contact>) {}

  /**
   * Those of the mailboxes that may not be mailed. One statement for any number of them. `OFFSET 0` keeps the planner
   * from copying the subqueries of the contact rules to each place that reads their result.
   */
  async findRefused(
    { topicId, mailboxes, kind, overridden }: Audience,
    tx: Transaction = this.contacts.manager,
  ): Promise<RefusedMailbox[]> {
    return tx.query<RefusedMailbox[]>(
      `WITH answered AS (
         SELECT ${INTERVIEW_MAILBOX} AS mailbox,
                CASE WHEN bool_or(i.status = 'completed') THEN 'completed' ELSE 'declined' END AS status
         FROM user_interview i
         WHERE i.topic_id = $1 AND i.kind = 'personal' AND i.status IN ('completed', 'declined')
         GROUP BY 1
       )
       SELECT decided.mailbox, decided.reason,
              CASE WHEN decided.reason = 'recently_contacted' THEN decided.free_at END AS "freeAt"
       FROM user_interview_topic t
       JOIN project p ON p.id = t.project_id
       CROSS JOIN unnest($2::text[]) AS person (mailbox)
       LEFT JOIN contact c ON c.project_id = p.id AND c.mailbox = person.mailbox
       LEFT JOIN answered ON answered.mailbox = person.mailbox
       CROSS JOIN LATERAL (SELECT ${mailFreeAt('$3::text', { mailbox: 'person.mailbox' })} AS at OFFSET 0) AS free
       CROSS JOIN LATERAL (
         SELECT person.mailbox, free.at AS free_at, ${refusal(DECISION, 'free.at')} AS reason
       ) AS decided
       WHERE t.id = $1 AND decided.reason <> ''`,
      [topicId, mailboxes, kind, overridden],
    );
  }

  /** Locks the contact rules until the transaction ends, if there are any, and lets no person be erased until then. */
  async lockRules(tx: Transaction, topicId: string): Promise<void> {
    await tx.query(LOCK_RULES, [topicId]);
    await tx.query(KEEP_PEOPLE, [topicId]);
  }

  /** Makes contacts of the mailboxes that are none yet, in the order of the unique key, so that sends cannot deadlock. */
  async ensure(tx: Transaction, projectId: string, mailboxes: string[]): Promise<void> {
    await tx.query(
      `INSERT INTO contact (project_id, mailbox)
       SELECT $1, person.mailbox FROM unnest($2::text[]) AS person (mailbox)
       WHERE NOT EXISTS (SELECT FROM contact c WHERE c.project_id = $1 AND c.mailbox = person.mailbox)
       ORDER BY person.mailbox COLLATE "C"
       ON CONFLICT DO NOTHING`,
      [projectId, mailboxes],
    );
  }
}
