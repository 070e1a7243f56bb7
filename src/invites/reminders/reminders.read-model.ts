import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../../database/transaction-runner';
import { InviteDelivery } from '../../ledger/invite-delivery.entity';
import { mailedPeople } from './mailed-people.sql';

/** A person who has been invited, and what they were mailed since. */
export interface InvitedPerson {
  identifier: string;
  /** Whether an invite or reminder is waiting or on its way. */
  waiting: boolean;
  /** Highest sequence of their reminders; 0 for none. */
  reached: number;
  /** When the topic's gap after the last mail ends; null when it has ended. */
  gapEndsAt: Date | null;
}

/** Reads who has been invited and reminded. */
@Injectable()
export class RemindersReadModel {
  constructor(@InjectRepository(InviteDelivery) private readonly deliveries: Repository<InviteDelivery>) {}

  /** The people of a topic whose invite has gone out. SQL, because their mails and interviews are grouped. */
  async findInvited(topicId: string, tx: Transaction = this.deliveries.manager): Promise<InvitedPerson[]> {
    return tx.query<InvitedPerson[]>(
      `SELECT mailed.identifier, person.waiting, person.reached,
              CASE WHEN gap.ends_at > now() THEN gap.ends_at END AS "gapEndsAt"
       FROM user_interview_topic t
       CROSS JOIN LATERAL (${mailedPeople('link_id IS NOT NULL')}) AS person
       JOIN sharing_configuration mailed ON mailed.id = person.link_id
       CROSS JOIN LATERAL (
         SELECT person.last_at + t.reminder_gap_days * interval '1 day' AS ends_at
       ) AS gap
       WHERE t.id = $1`,
      [topicId],
    );
  }
}
