import { ApiProperty } from '@nestjs/swagger';
import type { User } from './user.entity';

/** The name that recipients of mails and visitors of links see; empty when the user has no name. */
export function fullName({ first_name, last_name }: UserDto): string {
  return `${first_name} ${last_name}`.trim();
}

/** The creator of a row. Some fields are constant because clients expect them. */
export class UserDto {
  @ApiProperty({ type: 'integer', readOnly: true, example: 1 })
  id: number;

  @ApiProperty({ format: 'uuid', readOnly: true })
  uuid: string;

  @ApiProperty({ format: 'uuid', readOnly: true, description: 'Same value as `uuid`.' })
  distinct_id: string;

  @ApiProperty({ readOnly: true, example: 'Ada' })
  first_name: string;

  @ApiProperty({ readOnly: true, example: 'Lovelace' })
  last_name: string;

  @ApiProperty({ format: 'email', readOnly: true, example: 'ada@example.com' })
  email: string;

  @ApiProperty({ type: Boolean, nullable: true, readOnly: true, description: 'Always null.' })
  is_email_verified: boolean | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    readOnly: true,
    description: 'Always empty.',
  })
  hedgehog_config: Record<string, never>;

  @ApiProperty({ type: String, nullable: true, readOnly: true, description: 'Always null.' })
  role_at_organization: string | null;
}

/** Shows a user as the creator of a row, with the same fields as {@link CREATOR}. */
export function toUserDto({ id, number, firstName, lastName, email }: User): UserDto {
  return {
    id: number,
    uuid: id,
    distinct_id: id,
    first_name: firstName,
    last_name: lastName,
    email,
    is_email_verified: null,
    hedgehog_config: {},
    role_at_organization: null,
  };
}
