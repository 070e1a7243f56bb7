import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction-runner';

/** Queries on the one link of a topic that is for anybody. */
@Injectable()
export class SharedLinkRepository {
  /** The topic's shared link, made when missing. Locks nothing; the caller holds the topic. */
  async ensure(tx: Transaction, topicId: string): Promise<string> {
    await tx.query(
      `INSERT INTO sharing_configuration (topic_id, identifier, kind) VALUES ($1, '', 'shared')
       ON CONFLICT (topic_id, kind, identifier) WHERE enabled AND rotated_at IS NULL DO NOTHING`,
      [topicId],
    );
    const [row] = await tx.query<{ accessToken: string }[]>(
      `SELECT access_token AS "accessToken" FROM sharing_configuration
       WHERE topic_id = $1 AND kind = 'shared' AND enabled AND rotated_at IS NULL`,
      [topicId],
    );
    if (!row) throw new Error('A shared link that was just made is gone.');
    return row.accessToken;
  }

  /** Ends the topic's shared link, if there is one. */
  async disable(tx: Transaction, topicId: string): Promise<void> {
    await tx.query(
      `UPDATE sharing_configuration SET enabled = false WHERE topic_id = $1 AND kind = 'shared' AND enabled`,
      [topicId],
    );
  }
}
