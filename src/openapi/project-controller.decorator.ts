import { applyDecorators, Controller } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';

/** A controller below a project. The alias `/api/environments/…` is rewritten to this path before routing. */
export function ProjectController(path: string, tag: string): ClassDecorator {
  return applyDecorators(
    Controller(`api/projects/:project_id/${path}`),
    ApiTags(tag),
    ApiParam({
      name: 'project_id',
      type: String,
      description:
        'Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access.',
      example: '@current',
    }),
  );
}
