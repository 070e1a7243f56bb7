import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { skipAudit } from '../audit/skip-audit';
import type { Caller } from '../auth/caller';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import { InvalidRequestContent } from '../errors/domain-errors';
import { csvFileName, toCsv } from '../http/csv';
import { MAX_CONTEXT_LENGTH } from '../interviewees/interviewee.dto';
import { IntervieweesService } from '../interviewees/interviewees.service';
import type { PageQuery } from '../pagination/page.dto';
import { PageResult, ROWS_PER_CHUNK } from '../pagination/page-result';
import { type TargetingListener, TopicsService } from '../topics/topics.service';
import {
  isComplete,
  LINK_CSV_COLUMNS,
  type LinkDto,
  type LinkRow,
  type TargetRow,
  toLinkCsvRow,
  toLinkDto,
} from './link.dto';
import { InterviewLinks } from './interview-links';
import { LinksReadModel } from './links.read-model';
import { LinksRepository } from './links.repository';

const MAX_CHUNK_CHARACTERS = 2_000_000;

/** Links as CSV. */
export interface LinksFile {
  fileName: string;
  csv: Readable;
  /** Whether this request made any of the links. */
  areNew: boolean;
}

/** The private link of each person that a topic targets. */
@Injectable()
export class LinksService implements TargetingListener, OnModuleInit {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly topics: TopicsService,
    private readonly interviewees: IntervieweesService,
    private readonly links: LinksRepository,
    private readonly readModel: LinksReadModel,
    private readonly urls: InterviewLinks,
  ) {}

  onModuleInit(): void {
    this.topics.addListener(this);
  }

  /** Links of people who are not targeted any more stop working in the transaction that removes the people. */
  async onRemoved(tx: Transaction, topicId: string, identifier: string | null): Promise<void> {
    if (identifier === null) await this.links.disableUntargeted(tx, topicId);
    else await this.links.disablePersonal(tx, topicId, identifier);
  }

  /**
   * One link per targeted person; the same ones on every call.
   * @throws NotFound
   * @throws InvalidRequestContent the topic targets no one
   */
  async generateLinks(caller: Caller, topicId: string, query: PageQuery): Promise<PageResult<LinkDto>> {
    const { topicContext, links, areNew } = await this.ensureAll(caller, topicId);
    const toDtos = (rows: LinkRow[]) => this.toDtos(topicId, topicContext, rows);
    const page = await PageResult.fromChunks(links, query, rowsPerChunk(topicContext, links), toDtos);
    return areNew ? page : skipAudit(page);
  }

  /** The same links as a streamed CSV file for mail merges. Throws like {@link generateLinks}. */
  async linksCsv(caller: Caller, topicId: string): Promise<LinksFile> {
    const { title, links, areNew } = await this.ensureAll(caller, topicId);
    const { urls } = this;
    const rows = function* () {
      for (let start = 0; start < links.length; start += ROWS_PER_CHUNK) {
        const chunk = links.slice(start, start + ROWS_PER_CHUNK);
        const chunkUrls = urls.urlsOf(chunk.map(({ linkId }) => linkId));
        for (const [position, row] of chunk.entries()) yield toLinkCsvRow(row, chunkUrls[position] ?? '');
      }
    };
    return { fileName: csvFileName(title, 'links'), csv: toCsv(rows(), LINK_CSV_COLUMNS), areNew };
  }

  /** Each person the topic targets, with the link and context that exist. Reads only. */
  async targets(topicId: string, tx?: Transaction): Promise<TargetRow[]> {
    return this.readModel.findTargets(topicId, tx);
  }

  /**
   * Makes missing context rows and links of targeted people, within the caller's transaction and under the topic's
   * lock, so that a concurrent removal is either seen or waits. Returns all links in target order.
   * @throws NotFound
   */
  async ensureLinks(tx: Transaction, caller: Caller, topicId: string): Promise<LinkRow[]> {
    await this.topics.lock(tx, caller, topicId);
    const targets = await this.readModel.findTargets(topicId, tx);
    if (targets.every(isComplete)) return targets;
    await this.interviewees.ensureContexts(tx, caller, topicId);
    await this.links.disableExpired(tx, topicId);
    const made = await this.links.insertMissing(tx, topicId);
    const madeLinks = new Map(made.map((link) => [link.identifier, link]));
    return targets.map((target) => {
      const link = { ...target, context: target.context ?? '', ...madeLinks.get(target.identifier) };
      if (!isComplete(link)) throw new Error('A targeted person has no link although all were just made.');
      return link;
    });
  }

  /** The number of people who have a context on the topic and are not targeted. */
  async countUntargetedContexts(topicId: string): Promise<number> {
    return this.interviewees.countUntargeted(topicId);
  }

  /** Reads long contexts only now, because those of all people together can be larger than the memory. */
  private async toDtos(topicId: string, topicContext: string, rows: LinkRow[]): Promise<LinkDto[]> {
    const urls = this.urls.urlsOf(rows.map(({ linkId }) => linkId));
    const long = rows.filter(({ hasLongContext }) => hasLongContext).map(({ identifier }) => identifier);
    const contexts =
      long.length > 0 ? await this.readModel.findPersonContexts(topicId, long) : new Map<string, string>();
    return rows.map((row, position) => {
      const context = contexts.get(row.identifier) ?? row.context;
      return toLinkDto({ ...row, context }, topicContext, urls[position] ?? '');
    });
  }

  /** All links with the topic's title and context, and whether this call made any of the links. */
  private async ensureAll(caller: Caller, topicId: string) {
    // Read before writing: a repeated call finds all links and locks nothing.
    const [topic, targets] = await Promise.all([
      this.topics.getSummary(caller, topicId),
      this.readModel.findTargets(topicId),
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
    return { title: topic.topic, topicContext: topic.agent_context, links, areNew };
  }
}

/** So many links are sent together that their contexts, each with the topic's, have a few megabytes. */
function rowsPerChunk(topicContext: string, links: LinkRow[]): number {
  const personContext = links.some(({ hasLongContext }) => hasLongContext) ? MAX_CONTEXT_LENGTH : 0;
  const rows = Math.floor(MAX_CHUNK_CHARACTERS / (topicContext.length + personContext + 1));
  return Math.max(1, Math.min(ROWS_PER_CHUNK, rows));
}
