import { Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { Operation } from '../openapi/operation.decorator';
import { ProjectController } from '../openapi/project-controller.decorator';
import { PageQuery } from '../pagination/page.dto';
import type { PageResult } from '../pagination/page-result';
import { IdPipe } from '../validation/uuid.pipe';
import { ProjectKeyDto } from './api-key.dto';
import { ApiKeysService } from './api-keys.service';

/** Keys that reach a project, for its admins. */
@ProjectController('keys', 'Keys')
export class ProjectKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @RequireScope('*')
  @Operation({
    id: 'project_keys_list',
    summary: 'List the keys that reach the project',
    description: 'Keys of members that are neither revoked nor expired, newest first, with their owners.',
    type: ProjectKeyDto,
    paged: true,
  })
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<PageResult<ProjectKeyDto>> {
    return this.keys.listInProject(caller, query);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('*')
  @Operation({
    id: 'project_keys_destroy',
    summary: 'Revoke a key that reaches the project',
    description: 'The key is refused from its next request on, also in the other projects of its owner.',
    status: 204,
  })
  async revoke(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    await this.keys.revokeInProject(caller, id);
  }
}
