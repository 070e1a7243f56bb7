import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { Settings } from '../config/settings';
import { TransactionRunner } from '../database/transaction-runner';
import { NotFound } from '../errors/domain-errors';
import { isId } from '../validation/uuid.pipe';
import { DEFAULT_PAGE_SIZE } from '../pagination/page.dto';
import { PageResult } from '../pagination/page-result';
import type { TestInterviewDto } from '../sharing/link.dto';
import type { ShareKind } from '../sharing/sharing-configuration.entity';
import { type TestInterviewReader, TestLinkService } from '../sharing/test-link.service';
import {
  classificationsOf,
  type ResponseDto,
  type ResponseListQuery,
  type ResponseRow,
  toResponseDto,
  type UpdateResponseDto,
} from './response.dto';
import { ResponsesReadModel } from './responses.read-model';
import { ResponsesRepository } from './responses.repository';
import { parseQuery } from './search/search-query';

/** Kinds that are listed unless a kind is asked for: all but tests. */
const LISTED_KINDS: ShareKind[] = ['personal', 'shared'];

/** Reads and changes responses on behalf of researchers. */
@Injectable()
export class ResponsesService implements TestInterviewReader, OnModuleInit {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly settings: Settings,
    private readonly testLinks: TestLinkService,
    private readonly readModel: ResponsesReadModel,
    private readonly responses: ResponsesRepository,
  ) {}

  onModuleInit(): void {
    this.testLinks.setTestInterviewReader(this);
  }

  /** Returns one page of the project's responses, newest first. */
  async list(caller: Caller, query: ResponseListQuery): Promise<PageResult<ResponseDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0, status = null, kind } = query;
    const topicId = query.topic || null;
    if (topicId !== null && !isId(topicId))
      return new PageResult<ResponseDto>([], { count: 0, limit, offset });
    const filter = {
      projectId: caller.projectId,
      kinds: kind ? [kind] : LISTED_KINDS,
      topicId,
      classifications: classificationsOf(query.classifications ?? ''),
      status,
      terms: query.search ? parseQuery(query.search) : null,
    };
    const { abandonedAfterHours } = this.settings;
    const { rows, count } = await this.readModel.findPage(filter, abandonedAfterHours, { limit, offset });
    return new PageResult(rows.map(toResponseDto), { count, limit, offset });
  }

  /** @throws NotFound */
  async get(caller: Caller, id: string): Promise<ResponseDto> {
    const { abandonedAfterHours } = this.settings;
    return toResponseDto(found(await this.readModel.findById(caller.projectId, id, abandonedAfterHours)));
  }

  /** Changes the fields that were sent. @throws NotFound */
  async update(caller: Caller, id: string, body: UpdateResponseDto): Promise<ResponseDto> {
    const { projectId } = caller;
    const { abandonedAfterHours } = this.settings;
    const { summary } = body;
    // `abandoned` is derived, so it is not stored.
    const classifications =
      body.classifications && [...new Set(body.classifications)].filter((c) => c !== 'abandoned');
    return this.transactions.run(async (tx) => {
      await this.responses.update(tx, projectId, id, { summary, classifications });
      return toResponseDto(found(await this.readModel.findById(projectId, id, abandonedAfterHours, tx)));
    });
  }

  /** @throws NotFound */
  async delete(caller: Caller, id: string): Promise<void> {
    if (!(await this.responses.delete(caller.projectId, id))) throw noSuchResponse();
  }

  /** Returns the user's latest completed test of the topic, which `test_link` shows. */
  async latestTestInterview(topicId: string, userId: string): Promise<TestInterviewDto | null> {
    const row = await this.readModel.findLatestTest(topicId, userId);
    if (!row?.completedAt) return null;
    const { completedAt, transcript, summary } = row;
    return { completed_at: completedAt.toISOString(), transcript, summary };
  }
}

function found(row: ResponseRow | null): ResponseRow {
  if (row === null) throw noSuchResponse();
  return row;
}

function noSuchResponse(): NotFound {
  return new NotFound('No response with this id in this project.');
}
