import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { skipAudit } from '../audit/skip-audit';
import type { Caller } from '../auth/caller';
import { Settings } from '../config/settings';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import { InvalidRequestContent } from '../errors/domain-errors';
import { isId } from '../validation/uuid.pipe';
import type { PageQuery } from '../pagination/page.dto';
import { PageResult } from '../pagination/page-result';
import { IntervieweesService } from '../interviewees/interviewees.service';
import { type TargetingListener, TopicsService } from '../topics/topics.service';
import { csvFileName, toCsv } from '../http/csv';
import {
  interviewUrl,
  joinContexts,
  LINK_CSV_COLUMNS,
  type LinkDto,
  type LinkRow,
  type TestInterviewDto,
  type TestLinkDto,
  toLinkCsvRow,
  toLinkDto,
} from './link.dto';
import type { ActiveLink, LinkOwner } from './active-link';
import { isComplete, SharingRepository, type TargetRow } from './sharing.repository';

const TOKEN = /^[A-Za-z0-9_-]{30}$/;

/** Reads what became of test links. Interviews stand to the right of sharing, which may not know them. */
export interface TestInterviewReader {
  latestTestInterview(topicId: string, userId: string): Promise<TestInterviewDto | null>;
}

/** Links as CSV, and whether any of them was made for it. */
export interface LinksFile {
  fileName: string;
  csv: Readable;
  areNew: boolean;
}

/** One private link per interviewee. */
@Injectable()
export class SharingService implements TargetingListener, OnModuleInit {
  private testInterviews: TestInterviewReader | null = null;

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly settings: Settings,
    private readonly topics: TopicsService,
    private readonly interviewees: IntervieweesService,
    private readonly shares: SharingRepository,
  ) {}

  onModuleInit(): void {
    this.topics.addListener(this);
  }

  /** Registers the one reader of test interviews. */
  setTestInterviewReader(reader: TestInterviewReader): void {
    this.testInterviews = reader;
  }

  /** Links of people who are not targeted any more stop working, in the transaction that dropped them. */
  async onRemoved(tx: Transaction, topicId: string, identifiers: string[]): Promise<void> {
    await this.shares.disable(tx, topicId, identifiers);
  }

  /**
   * A link for everybody the topic targets; the same ones on every call.
   * @throws NotFound
   * @throws InvalidRequestContent nobody is targeted
   */
  async generateLinks(caller: Caller, topicId: string, query: PageQuery): Promise<PageResult<LinkDto>> {
    const { topicContext, links, areNew } = await this.links(caller, topicId);
    const { publicUrl } = this.settings;
    const page = PageResult.fromList(links, query, (row) => toLinkDto(row, topicContext, publicUrl));
    return areNew ? page : skipAudit(page);
  }

  /** The same links as CSV for mail merges: file name and text, streamed. Throws like {@link generateLinks}. */
  async linksCsv(caller: Caller, topicId: string): Promise<LinksFile> {
    const { title, links, areNew } = await this.links(caller, topicId);
    const { publicUrl } = this.settings;
    const rows = function* () {
      for (const row of links) yield toLinkCsvRow(row, publicUrl);
    };
    return { fileName: csvFileName(title, 'links'), csv: toCsv(rows(), LINK_CSV_COLUMNS), areNew };
  }

  /** The caller's own link for trying the interview, the same on every call, and the last try. @throws NotFound */
  async testLink(caller: Caller, topicId: string): Promise<TestLinkDto> {
    const { accessToken, isNew } = await this.ensureTestLink(caller, topicId);
    const link: TestLinkDto = {
      interview_url: interviewUrl(this.settings.publicUrl, accessToken),
      latest_test_interview: (await this.testInterviews?.latestTestInterview(topicId, caller.userId)) ?? null,
    };
    return isNew ? link : skipAudit(link);
  }

  /**
   * A new link for one person. The old one works for the configured grace; the next `send_invites` mails the new one.
   * @throws NotFound
   * @throws InvalidRequestContent the topic does not target the person
   */
  async rotateLink(caller: Caller, topicId: string, identifier: string): Promise<LinkDto> {
    const { agent_context: topicContext } = await this.topics.getSummary(caller, topicId);
    const { rotationGraceSeconds, publicUrl } = this.settings;
    return this.transactions.run(async (tx) => {
      await this.topics.lock(tx, caller, topicId);
      const fresh = await this.shares.rotate(tx, topicId, identifier, rotationGraceSeconds);
      if (!fresh?.shareId || !fresh.accessToken) {
        throw new InvalidRequestContent(
          'invalid_input',
          'The topic does not target this identifier.',
          'identifier',
        );
      }
      const { shareId, accessToken } = fresh;
      return toLinkDto(
        { identifier, context: fresh.context ?? '', shareId, accessToken },
        topicContext,
        publicUrl,
      );
    });
  }

  /** Everybody the topic targets, with what exists of link and context. Reads only. */
  async targets(topicId: string): Promise<TargetRow[]> {
    return this.shares.findTargets(topicId);
  }

  /**
   * Gives every targeted person context row and link, within the caller's transaction and under the topic's lock, so
   * that a removal at the same time is either seen or waits. Returns everybody in target order.
   */
  async ensureLinks(tx: Transaction, caller: Caller, topicId: string): Promise<LinkRow[]> {
    await this.topics.lock(tx, caller, topicId);
    const targets = await this.shares.findTargets(topicId, tx);
    if (targets.every(isComplete)) return targets;
    await this.interviewees.ensureContexts(tx, caller, topicId);
    await this.shares.disableExpired(tx, topicId);
    await this.shares.insertMissing(tx, topicId);
    return this.shares.findLinks(tx, topicId);
  }

  /** What a token from a URL opens, or null. */
  async findActive(accessToken: string): Promise<ActiveLink | null> {
    return TOKEN.test(accessToken) ? this.shares.findActive(accessToken) : null;
  }

  /** Whose link it is, working or not, since what was begun with a link may end after it; by its id or token. */
  async findOwner(reference: string): Promise<LinkOwner | null> {
    if (isId(reference)) return this.shares.findOwner('id', reference);
    return TOKEN.test(reference) ? this.shares.findOwner('access_token', reference) : null;
  }

  /** What an interviewer needs to know: the topic's context and the person's. */
  async agentContext({ topicId, kind, identifier }: ActiveLink): Promise<string> {
    return joinContexts(await this.shares.findContexts(topicId, kind === 'personal' ? identifier : null));
  }

  /** The caller's test link, made when missing. @throws NotFound */
  private async ensureTestLink(
    caller: Caller,
    topicId: string,
  ): Promise<{ accessToken: string; isNew: boolean }> {
    return this.transactions.run(async (tx) => {
      await this.topics.lock(tx, caller, topicId);
      await this.shares.disableExpired(tx, topicId);
      return this.shares.ensureTestLink(tx, topicId, caller.userId);
    });
  }

  /** Everybody's link, and whether any of them was made just now. */
  private async links(caller: Caller, topicId: string) {
    // Read before writing: a repeated call finds everybody complete and locks nothing.
    const [head, targets] = await Promise.all([
      this.topics.getSummary(caller, topicId),
      this.shares.findTargets(topicId),
    ]);
    const areNew = !targets.every(isComplete);
    const links = areNew
      ? await this.transactions.run((tx) => this.ensureLinks(tx, caller, topicId))
      : targets;
    if (links.length === 0) {
      throw new InvalidRequestContent(
        'invalid_input',
        'Topic has no interviewee_emails or interviewee_distinct_ids set. Add them before generating links.',
      );
    }
    return { title: head.topic, topicContext: head.agent_context, links, areNew };
  }
}
