import { ApiProperty } from '@nestjs/swagger';

/** What is read of a user to show who made something. */
export interface CreatorRow {
  id: string;
  number: number;
  email: string;
  first_name: string;
  last_name: string;
}

/** SQL of a {@link CreatorRow} as JSON, for a query that joins the table `user` as `creator`. */
export const CREATOR_JSON = `json_build_object('id', creator.id, 'number', creator.number, 'email', creator.email,
  'first_name', creator.first_name, 'last_name', creator.last_name)`;

/** A creator's name for people who get mail or open a link; empty when it is not known. */
export function fullName({ first_name, last_name }: CreatorRow): string {
  return `${first_name} ${last_name}`.trim();
}

/** The creator of a row, with the fields that clients of the API page expect. */
export class UserDto {
  @ApiProperty({ type: 'integer', readOnly: true, example: 1 })
  id: number;

  @ApiProperty({ format: 'uuid', readOnly: true })
  uuid: string;

  @ApiProperty({ format: 'uuid', readOnly: true, description: 'The same as uuid.' })
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

/** Shows a creator as the API page does. */
export function toUserDto(creator: CreatorRow): UserDto {
  return {
    id: creator.number,
    uuid: creator.id,
    distinct_id: creator.id,
    first_name: creator.first_name,
    last_name: creator.last_name,
    email: creator.email,
    is_email_verified: null,
    hedgehog_config: {},
    role_at_organization: null,
  };
}
