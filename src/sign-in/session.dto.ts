import { ApiProperty } from '@nestjs/swagger';
import type { ProjectMembership } from '../users/project-membership.entity';
import { type Role, ROLES } from '../users/role';
import type { Session } from '../users/session.entity';
import type { User } from '../users/user.entity';

/** The signed-in user. */
export class SignedInUserDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'email', example: 'ada@example.com' })
  email: string;

  @ApiProperty({ example: 'Ada' })
  first_name: string;

  @ApiProperty({ example: 'Lovelace' })
  last_name: string;
}

/** A project of the signed-in user. */
export class SessionProjectDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'Acme' })
  name: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role', description: 'What the user may do in the project.' })
  role: Role;
}

/** Who is signed in, and where they may work. */
export class CurrentSessionDto {
  @ApiProperty({ type: SignedInUserDto })
  user: SignedInUserDto;

  @ApiProperty({ type: [SessionProjectDto], description: 'By name; empty for a user without a project.' })
  projects: SessionProjectDto[];

  @ApiProperty({
    description:
      'Value of the header `X-CSRF-Token`, which every request of the session that changes something needs.',
  })
  csrf_token: string;
}

/** A browser in which the user is signed in. */
export class SessionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'What the browser says it is.', example: 'Mozilla/5.0 (X11; Linux x86_64)' })
  user_agent: string;

  @ApiProperty({ description: 'Whether this is the session of the request.' })
  is_current: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'Exact to a minute.' })
  last_used_at: string;
}

/** Maps a user and their memberships, loaded with their projects, to the session that they see. */
export function toCurrentSessionDto(
  user: User,
  memberships: ProjectMembership[],
  csrfToken: string,
): CurrentSessionDto {
  return {
    user: { id: user.id, email: user.email, first_name: user.firstName, last_name: user.lastName },
    projects: memberships.map(({ project, role }) => ({ id: project.id, name: project.name, role })),
    csrf_token: csrfToken,
  };
}

/** Maps a session. @param currentId the session of the request */
export function toSessionDto(session: Session, currentId: string): SessionDto {
  return {
    id: session.id,
    user_agent: session.userAgent,
    is_current: session.id === currentId,
    created_at: session.createdAt.toISOString(),
    last_used_at: session.lastUsedAt.toISOString(),
  };
}
