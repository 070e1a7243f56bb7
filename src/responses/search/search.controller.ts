import { Body, HttpCode, Post } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.decorators';
import { type Caller, CurrentCaller } from '../../auth/caller';
import { Operation } from '../../openapi/operation.decorator';
import { ProjectController } from '../../openapi/project-controller.decorator';
import { MAX_RANKED, SearchDto, SearchResultDto } from './search.dto';
import { SearchService } from './search.service';

/** Search in what people said. */
@ProjectController('user_interviews/search', 'Responses')
export class SearchController {
  constructor(private readonly searching: SearchService) {}

  @Post()
  @HttpCode(200)
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interviews_search_create',
    summary: 'Search responses',
    description: `Full text search in transcripts and summaries, best finds first. When more than ${MAX_RANKED} transcripts or summaries match, the newest ${MAX_RANKED} of them are ranked; the order of "phrases" is looked at only then. Tests, and transcripts of people who declined, are never found.`,
  })
  @ApiResponse({ status: 200, description: 'The finds.', type: SearchResultDto, isArray: true })
  search(@CurrentCaller() caller: Caller, @Body() body: SearchDto): Promise<SearchResultDto[]> {
    return this.searching.search(caller, body);
  }
}
