import { ApiProperty } from '@nestjs/swagger';

/** A creator's full name, as shown in mails and interviews; empty when it is not known. */
export function fullName({ first_name, last_name }: UserDto): string {
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
