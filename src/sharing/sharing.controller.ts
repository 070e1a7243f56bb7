import { Body, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import { skipAudit } from '../audit/skip-audit';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { toCsvResponse } from '../http/file-download';
import { IdPipe } from '../validation/uuid.pipe';
import { Operation } from '../openapi/operation.decorator';
import { WholeListQuery } from '../pagination/page.dto';
import type { PageResult } from '../pagination/page-result';
import { ProjectController } from '../openapi/project-controller.decorator';
import { ListedIdentifierDto } from '../topics/topic.dto';
import { LinkDto, TestLinkDto } from './link.dto';
import { SharingService } from './sharing.service';

/** The private links of a topic's interviewees. */
@ProjectController('user_interview_topics/:id', 'Sharing')
export class SharingController {
  constructor(private readonly sharing: SharingService) {}

  @Post('generate_links')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_generate_links_create',
    summary: 'Make links',
    description:
      'One private link per targeted person, the same on every call. Makes a blank context row where there is none. Without `limit` everybody is on one page.',
    type: LinkDto,
    paged: true,
  })
  generateLinks(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: WholeListQuery,
  ): Promise<PageResult<LinkDto>> {
    return this.sharing.generateLinks(caller, id, query);
  }

  @Post('links_csv')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @ApiProduces('text/csv', 'application/json')
  @Operation({
    id: 'user_interview_topics_links_csv_create',
    summary: 'Make links, as CSV',
    description:
      'The same as generate_links, as a file for mail merges. Cells that look like formulas are quoted.',
  })
  @ApiResponse({
    status: 200,
    description: 'Columns interviewee_identifier, interviewee_email, user_name, interview_url.',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  async linksCsv(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<StreamableFile> {
    const file = await this.sharing.linksCsv(caller, id);
    return file.areNew ? toCsvResponse(file) : skipAudit(toCsvResponse(file));
  }

  @Post('rotate_link')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_rotate_link_create',
    summary: "Replace a person's link",
    description:
      'Gives a targeted person a new link. The old one works a little longer (300 seconds unless configured otherwise); the next send_invites mails the new one.',
    type: LinkDto,
  })
  rotateLink(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: ListedIdentifierDto,
  ): Promise<LinkDto> {
    return this.sharing.rotateLink(caller, id, body.identifier);
  }

  @Get('test_link')
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_test_link_retrieve',
    summary: 'Get your test link',
    description:
      'Your own link for trying the interview, and the last one that you completed with it. It targets nobody and counts nowhere.',
    type: TestLinkDto,
  })
  testLink(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<TestLinkDto> {
    return this.sharing.testLink(caller, id);
  }
}
