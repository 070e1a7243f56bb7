import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Raw, type Repository } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import type { LinkOwner } from './active-link';
import type { LinkKey } from './interview-links';
import type { LinkRow } from './link.dto';
import { type ShareKind, SharingConfiguration } from './sharing-configuration.entity';

/** The links that the unique index `sharing_configuration_active_key` covers: one per topic, kind and identifier. */
const CURRENT = { enabled: true, rotatedAt: IsNull() };

/** Stores links, in a fixed number of statements for any number of people. */
@Injectable()
export class LinksRepository {
  constructor(
    @InjectRepository(SharingConfiguration) private readonly links: Repository<SharingConfiguration>,
  ) {}

  /** Disables expired links of the topic, so that new ones can replace them. */
  async disableExpired(tx: Transaction, topicId: string): Promise<void> {
    const expiresAt = Raw((column) => `${column} <= now()`);
    await linksOf(tx).update({ topicId, ...CURRENT, expiresAt }, { enabled: false });
  }

  /**
   * Inserts a link for each person the topic targets who has no current one. The unique index decides, so a race makes
   * no second link. Returns the new ones. SQL, so that it is one statement for any number.
   */
  async insertMissing(tx: Transaction, topicId: string): Promise<{ identifier: string; linkId: string }[]> {
    return tx.query(
      `INSERT INTO sharing_configuration (topic_id, identifier)
       SELECT t.id, target.identifier
       FROM user_interview_topic t, unnest(t.interviewee_emails || t.interviewee_distinct_ids) AS target (identifier)
       WHERE t.id = $1
       ON CONFLICT (topic_id, kind, identifier) WHERE enabled AND rotated_at IS NULL DO NOTHING
       RETURNING identifier, id AS "linkId"`,
      [topicId],
    );
  }

  /** The topic's current link of this kind and identifier, made when missing. The caller has locked the topic. */
  async ensure(
    tx: Transaction,
    link: { topicId: string; kind: ShareKind; identifier: string },
  ): Promise<{ linkId: string; isNew: boolean }> {
    const inserted = await linksOf(tx)
      .createQueryBuilder()
      .insert()
      .values({ ...link })
      .orIgnore()
      .execute();
    const [made] = inserted.generatedMaps as Partial<SharingConfiguration>[];
    if (made?.id) return { linkId: made.id, isNew: true };
    const existing = await linksOf(tx).findOneBy({ ...link, ...CURRENT });
    if (!existing) throw new Error('A link that prevented an insert is gone.');
    return { linkId: existing.id, isNew: false };
  }

  /**
   * Replaces a person's current link by a new one; the old one works for `graceSeconds` more. A person who is targeted
   * but has no link yet gets one. Null when the topic does not target the person. SQL, since the database's clock sets
   * the times, and the insert depends on the topic's lists.
   */
  async rotate(
    tx: Transaction,
    topicId: string,
    identifier: string,
    graceSeconds: number,
  ): Promise<LinkRow | null> {
    await tx.query(
      `UPDATE sharing_configuration
       SET rotated_at = now(), expires_at = least(expires_at, now() + $3 * interval '1 second')
       WHERE topic_id = $1 AND kind = 'personal' AND identifier = $2 AND enabled AND rotated_at IS NULL`,
      [topicId, identifier, graceSeconds],
    );
    const [row] = await tx.query<LinkRow[]>(
      `WITH fresh AS (
         INSERT INTO sharing_configuration (topic_id, identifier)
         SELECT t.id, $2 FROM user_interview_topic t
         WHERE t.id = $1 AND ($2 = ANY (t.interviewee_emails) OR $2 = ANY (t.interviewee_distinct_ids))
         RETURNING *
       )
       SELECT fresh.identifier, coalesce(c.agent_context, '') AS context, false AS "hasLongContext", fresh.id AS "linkId"
       FROM fresh
       LEFT JOIN interviewee_context c ON c.topic_id = $1 AND c.interviewee_identifier = $2`,
      [topicId, identifier],
    );
    return row ?? null;
  }

  /** Disables all personal links of this person on the topic, including rotated ones that still work. */
  async disablePersonal(tx: Transaction, topicId: string, identifier: string): Promise<void> {
    await linksOf(tx).update({ topicId, kind: 'personal', enabled: true, identifier }, { enabled: false });
  }

  /** The same for everybody whom the topic does not target. SQL, so that the lists of people stay in the database. */
  async disableUntargeted(tx: Transaction, topicId: string): Promise<void> {
    await tx.query(
      `UPDATE sharing_configuration SET enabled = false
       WHERE topic_id = $1 AND kind = 'personal' AND enabled AND identifier NOT IN (
         SELECT unnest(interviewee_emails || interviewee_distinct_ids) FROM user_interview_topic WHERE id = $1)`,
      [topicId],
    );
  }

  /** Disables the topic's shared link, if there is one. */
  async disableShared(tx: Transaction, topicId: string): Promise<void> {
    await linksOf(tx).update({ topicId, kind: 'shared', enabled: true }, { enabled: false });
  }

  /** The person and topic of a link, whether it still works or not; null when there is no such link. */
  async findOwner(key: LinkKey & { isReplaced?: false }): Promise<LinkOwner | null> {
    const { isReplaced, ...found } = key;
    // find, because findOne reads a row and its relations in two statements.
    const [link] = await this.links.find({
      select: {
        id: true,
        kind: true,
        identifier: true,
        topic: { id: true, projectId: true, createdById: true },
      },
      where: isReplaced === undefined ? found : { ...found, rotatedAt: IsNull() },
      relations: { topic: true },
    });
    if (!link) return null;
    const { id: linkId, kind, identifier, topic } = link;
    return {
      linkId,
      kind,
      identifier,
      topicId: topic.id,
      projectId: topic.projectId,
      topicCreatorId: topic.createdById,
    };
  }
}

function linksOf(tx: Transaction): Repository<SharingConfiguration> {
  return tx.getRepository(SharingConfiguration);
}
