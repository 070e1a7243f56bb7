import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { TransactionRunner } from '../database/transaction-runner';
import { TopicsService } from '../topics/topics.service';
import { InterviewLinks } from './interview-links';
import type { SharedLinkDto } from './link.dto';
import { LinksRepository } from './links.repository';

/** One link for the whole topic, such as for a newsletter. Each visitor answers as a separate respondent. */
@Injectable()
export class SharedLinkService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly urls: InterviewLinks,
    private readonly topics: TopicsService,
    private readonly links: LinksRepository,
  ) {}

  /** The link, the same on every call until it is ended. @throws NotFound */
  async get(caller: Caller, topicId: string): Promise<SharedLinkDto> {
    const { linkId } = await this.transactions.run(async (tx) => {
      await this.topics.lock(tx, caller, topicId);
      return this.links.ensure(tx, { topicId, kind: 'shared', identifier: '' });
    });
    return { interview_url: this.urls.urlOf(linkId) };
  }

  /** Ends the link if there is one; the next one is new. @throws NotFound when there is no such topic */
  async end(caller: Caller, topicId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.topics.lock(tx, caller, topicId);
      await this.links.disableShared(tx, topicId);
    });
  }
}
