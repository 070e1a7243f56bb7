import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { INTERVIEW_MAILBOX } from '../interviews/interview-conditions.sql';
import { DELIVERY_IS_LIVE, DELIVERY_MAILBOX } from '../ledger/delivery.sql';
import { CONTACT_FREE_AT, contactStatus } from './contact-decision.sql';
import type { ContactRow, ContactStatus } from './contact.dto';
import { Contact } from './contact.entity';

/** Which contacts to read. */
export interface ContactFilter {
  status: ContactStatus | null;
  /** LIKE patterns that must all match the mailbox. */
  patterns: string[];
}

/** A search that finds more is dense enough for a page to be found while walking through the project by address. */
const FEW_FOUND = 10_000;

const FROM = `FROM contact c JOIN project p ON p.id = c.project_id`;
const COUNT_STORED = `SELECT coalesce(sum(number), 0)::integer AS count FROM contact_count
  WHERE project_id = $1 AND ($2::text IS NULL OR status = $2)`;

/**
 * The contacts whose ids `page` selects, by address. OFFSET 0 keeps the planner from copying the decision, with all that
 * it looks up, to each place where it is used.
 */
const details = (page: string) => `
  SELECT c.id, c.mailbox, ${contactStatus('decided.free_at')} AS status, decided.free_at AS "freeAt", c.reason,
         c.created_at AS "createdAt", c.updated_at AS "updatedAt",
         invited.at AS "lastInvitedAt", participated.at AS "lastParticipatedAt"
  FROM (${page}) AS page JOIN contact c ON c.id = page.id JOIN project p ON p.id = c.project_id
  CROSS JOIN LATERAL (SELECT ${CONTACT_FREE_AT} AS free_at OFFSET 0) AS decided
  CROSS JOIN LATERAL (
    SELECT max(coalesce(d.sent_at, d.created_at)) AS at
    FROM invite_delivery d JOIN user_interview_topic topic ON topic.id = d.topic_id
    WHERE ${DELIVERY_MAILBOX} = c.mailbox AND topic.project_id = c.project_id AND ${DELIVERY_IS_LIVE}
      AND d.kind = 'invite'
  ) AS invited
  CROSS JOIN LATERAL (
    SELECT max(i.completed_at) AS at FROM user_interview i
    WHERE i.project_id = c.project_id AND ${INTERVIEW_MAILBOX} = c.mailbox AND i.kind = 'personal'
      AND i.status = 'completed'
  ) AS participated
  ORDER BY c.mailbox`;

/**
 * Reads contacts. SQL, because the status that the API shows is the decision in SQL, and because pages are found in an
 * index before anything else of a contact is looked up.
 */
@Injectable()
export class ContactsReadModel {
  constructor(@InjectRepository(Contact) private readonly contacts: Repository<Contact>) {}

  /** One page by address, and the number of all contacts that match the filter. */
  async findPage(
    projectId: string,
    filter: ContactFilter,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ rows: ContactRow[]; count: number }> {
    const where = await this.conditions(projectId, filter);
    const count = await this.count(projectId, filter, where);
    if (offset >= count) return { rows: [], count };
    const n = where.values.length;
    const range = `ORDER BY mailbox LIMIT $${n + 1} OFFSET $${n + 2}`;
    // With a limit the planner would guess how many addresses it has to read until it has found enough of them, and may
    // read all. The count says how many there are.
    const page =
      filter.patterns.length > 0 && count <= FEW_FOUND
        ? `WITH found AS MATERIALIZED (SELECT c.id, c.mailbox ${FROM} WHERE ${where.sql})
           SELECT id FROM found ${range}`
        : `SELECT c.id ${FROM} WHERE ${where.sql} ${range}`;
    const rows = await this.contacts.query<ContactRow[]>(details(page), [...where.values, limit, offset]);
    return { rows, count };
  }

  /** The contacts that follow the address, in the order of addresses; from the first one on when it is empty. */
  async findAfter(projectId: string, mailbox: string, limit: number): Promise<ContactRow[]> {
    return this.contacts.query<ContactRow[]>(
      details(
        `SELECT id FROM contact WHERE project_id = $1 AND mailbox > $2::text COLLATE "C" ORDER BY mailbox LIMIT $3`,
      ),
      [projectId, mailbox, limit],
    );
  }

  /** The contact of the project, or null. */
  async findById(projectId: string, id: string): Promise<ContactRow | null> {
    const [row] = await this.contacts.query<ContactRow[]>(
      details(`SELECT id FROM contact WHERE project_id = $1 AND id = $2`),
      [projectId, id],
    );
    return row ?? null;
  }

  private async count(projectId: string, filter: ContactFilter, where: Conditions): Promise<number> {
    const { status, patterns } = filter;
    if (patterns.length > 0) return this.countWhere(where);
    if (status === 'cooling_down') return this.countWhere(where);
    const [stored] = await this.contacts.query<{ count: number }[]>(COUNT_STORED, [projectId, status]);
    const count = stored?.count ?? 0;
    if (status !== 'free') return count;
    const cooling = await this.conditions(projectId, { status: 'cooling_down', patterns });
    return count - (await this.countWhere(cooling));
  }

  private async countWhere({ sql, values }: Conditions): Promise<number> {
    const [row] = await this.contacts.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count ${FROM} WHERE ${sql}`,
      values,
    );
    return row?.count ?? 0;
  }

  private async conditions(projectId: string, { status, patterns }: ContactFilter): Promise<Conditions> {
    const values: string[] = [projectId, ...patterns];
    const sql = ['c.project_id = $1', ...patterns.map((_, n) => `lower(c.mailbox) LIKE $${n + 2}`)];
    if (status !== null) {
      values.push(status);
      sql.push(await this.statusIs(projectId, status, `$${values.length}`));
    }
    return { sql: sql.join(' AND '), values };
  }

  /** SQL condition on the shown status, with what its index needs. */
  private async statusIs(projectId: string, status: ContactStatus, parameter: string): Promise<string> {
    if (status !== 'free' && status !== 'cooling_down')
      return `c.status = ${parameter} AND c.status <> 'free'`;
    const decided = `c.status = 'free' AND ${contactStatus()} = ${parameter}`;
    // Without rules only a wish of the person keeps a contact from mails, and wishes have an index.
    const isWishOnly = status === 'cooling_down' && !(await this.hasRules(projectId));
    return isWishOnly ? `c.later_until > now() AND ${decided}` : decided;
  }

  private async hasRules(projectId: string): Promise<boolean> {
    const [row] = await this.contacts.query<{ hasRules: boolean }[]>(
      `SELECT p.max_invites IS NOT NULL OR p.max_participations IS NOT NULL AS "hasRules" FROM project p WHERE p.id = $1`,
      [projectId],
    );
    return row?.hasRules ?? false;
  }
}

/** SQL conditions on the contact `c` and its project `p`, with the values of their parameters. */
interface Conditions {
  sql: string;
  values: string[];
}
