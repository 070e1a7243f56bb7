import { Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import { AuditRead } from '../../audit/audit-read.decorator';
import { RequireScope } from '../../auth/access.decorators';
import { type Caller, CurrentCaller } from '../../auth/caller';
import { toFileResponse } from '../../http/file-download';
import { IdPipe } from '../../validation/uuid.pipe';
import { Operation } from '../../openapi/operation.decorator';
import { ProjectController } from '../../openapi/project-controller.decorator';
import { ResponseExportQuery } from '../response.dto';
import { ResponseExportsService } from './response-exports.service';

/** Exports of a topic's responses. */
@ProjectController('user_interview_topics/:id/responses', 'Responses')
export class ResponseExportsController {
  constructor(private readonly files: ResponseExportsService) {}

  @Get('csv')
  @AuditRead('exports')
  @RequireScope('user_interview:read')
  @ApiProduces('text/csv', 'application/json')
  @Operation({
    id: 'user_interview_topics_responses_csv_retrieve',
    summary: 'Get the responses as CSV',
    description:
      "One line per response, newest first, without tests, and without declined ones unless `status` asks for them: person, status, times, summary, classifications, and each answer beside its question as it was asked: `question_1`, `answer_1`, `question_2`, `answer_2` and so on. A question that was not reached is empty. A cell that a spreadsheet would run as a formula is prefixed with `'`.",
  })
  @ApiResponse({
    status: 200,
    description: 'One line per response.',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  async csv(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: ResponseExportQuery,
  ): Promise<StreamableFile> {
    return toFileResponse(await this.files.csv(caller, id, query));
  }

  @Get('jsonl')
  @AuditRead('exports')
  @RequireScope('user_interview:read')
  @ApiProduces('application/x-ndjson', 'application/json')
  @Operation({
    id: 'user_interview_topics_responses_jsonl_retrieve',
    summary: 'Get the responses as JSON Lines',
    description:
      'One JSON object per line in the shape of `user_interviews_retrieve`, questions included, newest first, without tests, and without declined ones unless `status` asks for them.',
  })
  @ApiResponse({
    status: 200,
    description: 'One response per line.',
    content: { 'application/x-ndjson': { schema: { type: 'string' } } },
  })
  async jsonl(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: ResponseExportQuery,
  ): Promise<StreamableFile> {
    return toFileResponse(await this.files.jsonl(caller, id, query));
  }

  @Get('markdown')
  @AuditRead('exports')
  @RequireScope('user_interview:read')
  @ApiProduces('application/zip', 'application/json')
  @Operation({
    id: 'user_interview_topics_responses_markdown_retrieve',
    summary: 'Get the responses as Markdown',
    description:
      'A zip archive with one Markdown file per response, newest first, without tests, and without declined ones unless `status` asks for them.',
  })
  @ApiResponse({
    status: 200,
    description: 'A zip archive.',
    content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
  })
  async markdown(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: ResponseExportQuery,
  ): Promise<StreamableFile> {
    return toFileResponse(await this.files.markdown(caller, id, query));
  }
}
