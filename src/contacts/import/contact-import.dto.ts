import { ApiProperty } from '@nestjs/swagger';

export const MAX_REPORTED_ERRORS = 1000;

/** A line of the file that was not used. */
export class ContactImportErrorDto {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    description: 'Line of the file; the header is line 1.',
    example: 3,
  })
  line: number;

  @ApiProperty({
    description:
      '`required`: no address. `invalid_input`: no address, an unknown status, or more cells than the header has. `max_length`: the reason is too long. `opted_out`: the person has opted out, and the line would lift that.',
    example: 'invalid_input',
  })
  code: string;

  @ApiProperty({ example: 'Enter an email address, or a name with one: Ada <ada@example.com>.' })
  detail: string;
}

/** The result of an import. The three counts add up to the number of its rows. */
export class ContactImportDto {
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'Contacts that were added or changed.',
    example: 1,
  })
  imported_count: number;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'Lines whose contact was there already, or that a later line for the same mailbox replaces.',
    example: 0,
  })
  unchanged_count: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Lines that were not used.', example: 1 })
  error_count: number;

  @ApiProperty({
    type: [ContactImportErrorDto],
    maxItems: MAX_REPORTED_ERRORS,
    description: 'The first 1000 lines that were not used, in the order of the file.',
  })
  errors: ContactImportErrorDto[];
}
