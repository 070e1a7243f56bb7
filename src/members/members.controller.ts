import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { Operation } from '../openapi/operation.decorator';
import { ProjectController } from '../openapi/project-controller.decorator';
import { PageQuery } from '../pagination/page.dto';
import type { PageResult } from '../pagination/page-result';
import { Throttle } from '../throttle/throttle.decorators';
import { IdPipe } from '../validation/uuid.pipe';
import { AddMemberDto, MemberDto, NewMemberDto, UpdateMemberDto } from './member.dto';
import { MembersService } from './members.service';

/** Members of a project. */
@ProjectController('members', 'Members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'members_list',
    summary: 'List the members',
    description: 'The people who work in the project, in the order in which they joined, with their roles.',
    type: MemberDto,
    paged: true,
  })
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<PageResult<MemberDto>> {
    return this.members.list(caller, query);
  }

  @Post()
  @Throttle('send')
  @RequireScope('*')
  @Operation({
    id: 'members_create',
    summary: 'Add a member',
    description:
      'Adds a person to the project and mails them a link that signs in once, within three days. 409 `already_member` if they are one.',
    status: 201,
    type: NewMemberDto,
    errors: [409],
  })
  add(@CurrentCaller() caller: Caller, @Body() body: AddMemberDto): Promise<NewMemberDto> {
    return this.members.add(caller, body);
  }

  @Patch(':id')
  @RequireScope('*')
  @Operation({
    id: 'members_partial_update',
    summary: 'Change the role of a member',
    description:
      'Holds from the next request of the member on, also for their keys. 409 `last_admin` if the project would have no admin.',
    type: MemberDto,
    errors: [409],
  })
  update(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() { role }: UpdateMemberDto,
  ): Promise<MemberDto> {
    return this.members.update(caller, id, role);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('*')
  @Operation({
    id: 'members_destroy',
    summary: 'Remove a member',
    description:
      'Their session and keys do not reach the project from the next request on; what they made stays. 409 `last_admin` if the project would have no admin.',
    status: 204,
    errors: [409],
  })
  async remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    await this.members.remove(caller, id);
  }
}
