import { ApiProperty } from '@nestjs/swagger';
import { type Scope, SCOPES } from '../users/api-key';
import type { PersonalApiKey } from '../users/personal-api-key.entity';
import { ChoiceListField, TextField, TextListField, TimeField } from '../validation/fields';
import { isId } from '../validation/uuid.pipe';
import type { Check } from '../validation/checks';

const MAX_LABEL_LENGTH = 100;
const MAX_PROJECTS = 100;

const projectViolation: Check<string> = (value) =>
  isId(value) ? null : { code: 'invalid_input', detail: 'Enter the id of a project.' };

/** Body that makes a key. */
export class CreateApiKeyDto {
  @TextField({ description: 'What the key is for.', example: 'Nightly export', maxLength: MAX_LABEL_LENGTH })
  label: string;

  @ChoiceListField({
    description: 'What the key may do, at most what your role allows.',
    choices: SCOPES,
    min: 1,
    example: ['user_interview:read'],
  })
  scopes: Scope[];

  @TextListField({
    description: 'Projects that the key is limited to. Left out or empty: all of your projects.',
    optional: true,
    example: [],
    max: MAX_PROJECTS,
    item: { also: projectViolation },
  })
  project_ids?: string[];

  @TimeField({
    description: 'When the key ends by itself. Null: never.',
    optional: true,
    example: '2030-01-01T00:00:00Z',
  })
  expires_at?: string | null;
}

/** A key, without the key itself. */
export class ApiKeyDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'Nightly export' })
  label: string;

  @ApiProperty({ description: 'First and last characters of the key.', example: 'ply_…Zk3A' })
  mask: string;

  @ApiProperty({ type: [String], enum: SCOPES, example: ['user_interview:read'] })
  scopes: string[];

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Exact to a minute.' })
  last_used_at: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: never.' })
  expires_at: string | null;
}

/** A key of the signed-in user. */
export class PersonalApiKeyDto extends ApiKeyDto {
  @ApiProperty({
    type: [String],
    format: 'uuid',
    nullable: true,
    description: 'Projects that the key is limited to; null for all of its owner.',
  })
  project_ids: string[] | null;
}

/** A key that was just made. */
export class NewApiKeyDto extends PersonalApiKeyDto {
  @ApiProperty({ description: 'The key. It is not stored and cannot be shown again.', example: 'ply_…' })
  key: string;
}

/** The owner of a key. */
export class KeyOwnerDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'email', example: 'ada@example.com' })
  email: string;
}

/** A key that reaches the project, with its owner. */
export class ProjectKeyDto extends ApiKeyDto {
  @ApiProperty({ type: KeyOwnerDto })
  user: KeyOwnerDto;
}

/** Maps a key to what its owner sees. */
export function toPersonalApiKeyDto(key: PersonalApiKey): PersonalApiKeyDto {
  return { ...toApiKeyDto(key), project_ids: key.projectIds };
}

function toApiKeyDto(key: PersonalApiKey): ApiKeyDto {
  return {
    id: key.id,
    label: key.label,
    mask: key.mask,
    scopes: key.scopes,
    created_at: key.createdAt.toISOString(),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    expires_at: key.expiresAt?.toISOString() ?? null,
  };
}

/** Maps a key, loaded with its user, to what admins of a project see: not which other projects it reaches. */
export function toProjectKeyDto(key: PersonalApiKey): ProjectKeyDto {
  return { ...toApiKeyDto(key), user: { id: key.user.id, email: key.user.email } };
}
