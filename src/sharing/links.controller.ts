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
import { ListedIdentifierDto } from '../topics/targeting.dto';
import { LinkDto, TestLinkDto } from './link.dto';
import { LinkRotationService } from './link-rotation.service';
import { LinksService } from './links.service';
import { TestLinkService } from './test-link.service';

/** The links of a topic's interviewees, and the caller's own test link. */
@ProjectController('user_interview_topics/:id', 'Sharing')
export class LinksController {
  constructor(
    private readonly links: LinksService,
    private readonly testLinks: TestLinkService,
    private readonly rotation: LinkRotationService,
  ) {}

  @Post('generate_links')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_generate_links_create',
    summary: 'Make links',
    description:
      'Returns one private link per targeted person, the same on every call. Adds a blank context row for each person who has none. Without `limit` all links are on one page.',
    type: LinkDto,
    paged: true,
  })
  generateLinks(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: WholeListQuery,
  ): Promise<PageResult<LinkDto>> {
    return this.links.generateLinks(caller, id, query);
  }

  @Post('links_csv')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @ApiProduces('text/csv', 'application/json')
  @Operation({
    id: 'user_interview_topics_links_csv_create',
    summary: 'Make links, as CSV',
    description:
      'Returns the links of generate_links as a CSV file for mail merges. Cells that look like formulas are quoted.',
  })
  @ApiResponse({
    status: 200,
    description: 'Columns interviewee_identifier, interviewee_email, user_name, interview_url.',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  async linksCsv(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<StreamableFile> {
    const file = await this.links.linksCsv(caller, id);
    return file.areNew ? toCsvResponse(file) : skipAudit(toCsvResponse(file));
  }

  @Post('rotate_link')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_rotate_link_create',
    summary: "Replace a person's link",
    description:
      'Gives a targeted person a new link. The old one works for 300 seconds more, unless configured otherwise. The next send_invites mails the new one.',
    type: LinkDto,
  })
  rotateLink(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: ListedIdentifierDto,
  ): Promise<LinkDto> {
    return this.rotation.rotate(caller, id, body.identifier);
  }

  @Get('test_link')
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_test_link_retrieve',
    summary: 'Get your test link',
    description:
      'Returns your own link for trying the interview, and the latest interview that you completed with it. Test interviews do not count as responses.',
    type: TestLinkDto,
  })
  testLink(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<TestLinkDto> {
    return this.testLinks.get(caller, id);
  }
}
