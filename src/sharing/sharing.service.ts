import { Injectable, type OnModuleInit } from '@nestjs/common';
import slugify from '@sindresorhus/slugify';
import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';
import type { Caller } from '../auth/caller';
import { Settings } from '../config/settings';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import { InvalidRequestContent } from '../errors/domain-errors';
import { type Page, page, type PageQuery, type RequestUrl } from '../http/page.dto';
import { IntervieweesService } from '../interviewees/interviewees.service';
import { type TargetingWatcher, TopicsService } from '../topics/topics.service';
import {
  interviewUrl,
  type LinkDto,
  type LinkRow,
  type TestLinkDto,
  toLinkCsvRow,
  toLinkDto,
} from './link.dto';
import { isComplete, type OpenShare, SharingRepository } from './sharing.repository';

const TOKEN = /^[A-Za-z0-9_-]{30}$/;
const MAX_FILE_NAME = 100;

/** One private link per interviewee. */
@Injectable()
export class SharingService implements TargetingWatcher, OnModuleInit {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly settings: Settings,
    private readonly topics: TopicsService,
    private readonly interviewees: IntervieweesService,
    private readonly shares: SharingRepository,
  ) {}

  onModuleInit(): void {
    this.topics.watchTargeting(this);
  }

  /** Links of people who are not targeted any more stop working, in the transaction that dropped them. */
  async identifiersDropped(tx: Transaction, topicId: string, identifiers: string[]): Promise<void> {
    await this.shares.disable(tx, topicId, identifiers);
  }

  /**
   * A link for everybody the topic targets; the same ones on every call.
   * @throws NotFound
   * @throws InvalidRequestContent nobody is targeted
   */
  async generateLinks(
    caller: Caller,
    topicId: string,
    query: PageQuery,
    url: RequestUrl,
  ): Promise<Page<LinkDto>> {
    const { topicContext, links } = await this.links(caller, topicId);
    const { limit, offset = 0 } = query;
    const rows = links.slice(offset, limit === undefined ? undefined : offset + limit);
    return page(
      rows.map((row) => toLinkDto(row, topicContext, this.settings.publicUrl)),
      links.length,
      { url, limit, offset },
    );
  }

  /** The same links as CSV for mail merges: file name and text, streamed. Throws like {@link generateLinks}. */
  async linksCsv(caller: Caller, topicId: string): Promise<{ fileName: string; csv: Readable }> {
    const { title, links } = await this.links(caller, topicId);
    const slug = slugify(title.slice(0, MAX_FILE_NAME)).slice(0, MAX_FILE_NAME) || 'user-interview';
    const csv = stringify({
      header: true,
      columns: ['interviewee_identifier', 'interviewee_email', 'user_name', 'interview_url'],
      record_delimiter: 'windows',
      // A spreadsheet would run a cell that starts like a formula.
      escape_formulas: true,
    });
    const rows = function* (publicUrl: string) {
      for (const row of links) yield toLinkCsvRow(row, publicUrl);
    };
    return { fileName: `${slug}-links.csv`, csv: Readable.from(rows(this.settings.publicUrl)).pipe(csv) };
  }

  /** The caller's own link for trying the interview; the same on every call. @throws NotFound */
  async testLink(caller: Caller, topicId: string): Promise<TestLinkDto> {
    const accessToken = await this.transactions.run(async (tx) => {
      await this.topics.lock(tx, caller, topicId);
      return this.shares.ensureTestLink(tx, topicId, caller.userId);
    });
    return { interview_url: interviewUrl(this.settings.publicUrl, accessToken), latest_test_interview: null };
  }

  /**
   * Gives every targeted person context row and link, within the caller's transaction and under the topic's lock, so
   * that a removal at the same time is either seen or waits. Returns everybody in target order.
   */
  async materialise(tx: Transaction, caller: Caller, topicId: string): Promise<LinkRow[]> {
    await this.topics.lock(tx, caller, topicId);
    const targets = await this.shares.findTargets(topicId, tx);
    if (targets.every(isComplete)) return targets;
    await this.interviewees.materialise(tx, caller, topicId);
    await this.shares.disableExpired(tx, topicId);
    await this.shares.insertMissing(tx, topicId);
    return this.shares.findLinks(tx, topicId);
  }

  /** What a token from a URL opens, or null. */
  async findOpen(accessToken: string): Promise<OpenShare | null> {
    return TOKEN.test(accessToken) ? this.shares.findOpen(accessToken) : null;
  }

  private async links(caller: Caller, topicId: string) {
    const head = await this.topics.head(caller, topicId);
    // Read before writing: a repeated call finds everybody complete and locks nothing.
    const targets = await this.shares.findTargets(topicId);
    const links = targets.every(isComplete)
      ? targets
      : await this.transactions.run((tx) => this.materialise(tx, caller, topicId));
    if (links.length === 0) {
      throw new InvalidRequestContent(
        'invalid_input',
        'Topic has no interviewee_emails or interviewee_distinct_ids set. Add them before generating links.',
      );
    }
    return { title: head.topic, topicContext: head.agent_context, links };
  }
}
