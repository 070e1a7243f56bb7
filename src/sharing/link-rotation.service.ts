import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { Settings } from '../config/settings';
import { TransactionRunner } from '../database/transaction-runner';
import { InvalidRequestContent } from '../errors/domain-errors';
import { TopicsService } from '../topics/topics.service';
import { InterviewLinks } from './interview-links';
import { type LinkDto, toLinkDto } from './link.dto';
import { LinksRepository } from './links.repository';

/** Replaces the link of one person. */
@Injectable()
export class LinkRotationService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly settings: Settings,
    private readonly topics: TopicsService,
    private readonly links: LinksRepository,
    private readonly urls: InterviewLinks,
  ) {}

  /**
   * A new link for one person. The old one works for the configured grace; the next `send_invites` mails the new one.
   * @throws NotFound
   * @throws InvalidRequestContent the topic does not target the person
   */
  async rotate(caller: Caller, topicId: string, identifier: string): Promise<LinkDto> {
    const { agent_context: topicContext } = await this.topics.getSummary(caller, topicId);
    const { rotationGraceSeconds } = this.settings;
    return this.transactions.run(async (tx) => {
      await this.topics.lock(tx, caller, topicId);
      const fresh = await this.links.rotate(tx, topicId, identifier, rotationGraceSeconds);
      if (!fresh) {
        throw new InvalidRequestContent(
          'invalid_input',
          'The topic does not target this identifier.',
          'identifier',
        );
      }
      return toLinkDto(fresh, topicContext, this.urls.urlOf(fresh.linkId));
    });
  }
}
