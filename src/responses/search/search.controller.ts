import { Body, HttpCode, Post } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { AuditRead } from '../../audit/audit-read.decorator';
import { RequireScope } from '../../auth/access.decorators';
import { type Caller, CurrentCaller } from '../../auth/caller';
import { Operation } from '../../openapi/operation.decorator';
import { ProjectController } from '../../openapi/project-controller.decorator';
import { MAX_RANKED, SearchDto, SearchResultDto } from './search.dto';
import { SearchService } from './search.service';

/** Full text search in responses. */
@ProjectController('user_interviews/search', 'Responses')
export class SearchController {
  constructor(private readonly searches: SearchService) {}

  @Post()
  @HttpCode(200)
  @AuditRead('all')
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interviews_search_create',
    summary: 'Search responses',
    description: `Full text search in transcripts and summaries, best results first. If more than ${MAX_RANKED} transcripts or summaries match, only the newest ${MAX_RANKED} are ranked; the word order of "phrases" is checked only then. Tests, and transcripts of people who declined, are never found.`,
    example: { query: 'plan', limit: 10 },
  })
  @ApiResponse({ status: 200, description: 'The results.', type: SearchResultDto, isArray: true })
  search(@CurrentCaller() caller: Caller, @Body() body: SearchDto): Promise<SearchResultDto[]> {
    return this.searches.search(caller, body);
  }
}
