import { Injectable } from '@nestjs/common';
import { skipAudit } from '../audit/skip-audit';
import type { Caller } from '../auth/caller';
import { TransactionRunner } from '../database/transaction-runner';
import { TopicsService } from '../topics/topics.service';
import { InterviewLinks } from './interview-links';
import type { TestInterviewDto, TestLinkDto } from './link.dto';
import { LinksRepository } from './links.repository';

/** Reads interviews that were held with a test link. Implemented to the right of sharing, which may not import it. */
export interface TestInterviewReader {
  latestTestInterview(topicId: string, userId: string): Promise<TestInterviewDto | null>;
}

/** A caller's own link for trying a topic's interview. It targets no interviewee and is not counted. */
@Injectable()
export class TestLinkService {
  private testInterviews: TestInterviewReader | null = null;

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly urls: InterviewLinks,
    private readonly topics: TopicsService,
    private readonly links: LinksRepository,
  ) {}

  /** Registers the one reader of test interviews. */
  setTestInterviewReader(reader: TestInterviewReader): void {
    this.testInterviews = reader;
  }

  /** The caller's link, the same on every call, and the latest interview held with it. @throws NotFound */
  async get(caller: Caller, topicId: string): Promise<TestLinkDto> {
    const { linkId, isNew } = await this.ensure(caller, topicId);
    const link: TestLinkDto = {
      interview_url: this.urls.urlOf(linkId),
      latest_test_interview: (await this.testInterviews?.latestTestInterview(topicId, caller.userId)) ?? null,
    };
    return isNew ? link : skipAudit(link);
  }

  private async ensure(caller: Caller, topicId: string): Promise<{ linkId: string; isNew: boolean }> {
    return this.transactions.run(async (tx) => {
      await this.topics.lock(tx, caller, topicId);
      await this.links.disableExpired(tx, topicId);
      return this.links.ensure(tx, { topicId, kind: 'test', identifier: caller.userId });
    });
  }
}
