import { Body, Get, Patch } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { Operation } from '../openapi/operation.decorator';
import { ProjectController } from '../openapi/project-controller.decorator';
import { ProjectSettingsDto, UpdateProjectSettingsDto } from './project-settings.dto';
import { ProjectSettingsService } from './project-settings.service';

/** Settings of a project. */
@ProjectController('settings', 'Settings')
export class ProjectSettingsController {
  constructor(private readonly settings: ProjectSettingsService) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'project_settings_retrieve',
    summary: 'Get the settings',
    description:
      'Name, language and sender of mails, time zone, sending windows, contact rules, and privacy of the project.',
    type: ProjectSettingsDto,
  })
  get(@CurrentCaller() caller: Caller): Promise<ProjectSettingsDto> {
    return this.settings.get(caller);
  }

  @Patch()
  @RequireScope('*')
  @Operation({
    id: 'project_settings_partial_update',
    summary: 'Change the settings',
    description:
      'Changes the fields that are sent. A contact rule is a number and its days: both are set, or both are null. Rules and sending windows apply from the next mail on, also to mails that wait to be sent; language, sender and time zone apply to mails of later sends. A shorter retention deletes data at the next daily run: ask `project_retention_retrieve` what it would delete.',
    type: ProjectSettingsDto,
    example: { count_reminders: false },
  })
  update(
    @CurrentCaller() caller: Caller,
    @Body() body: UpdateProjectSettingsDto,
  ): Promise<ProjectSettingsDto> {
    return this.settings.update(caller, body);
  }
}
