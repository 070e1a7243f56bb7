import { ApiProperty } from '@nestjs/swagger';
import type { ErrorType } from '../errors/domain-errors';

const TYPES: ErrorType[] = [
  'validation_error',
  'authentication_error',
  'invalid_request',
  'throttled_error',
  'server_error',
];

/** The body of every error response. */
export class ErrorDto {
  @ApiProperty({ enum: TYPES, example: 'validation_error' })
  type: ErrorType;

  @ApiProperty({ description: 'Machine-readable reason.', example: 'required' })
  code: string;

  @ApiProperty({ description: 'One sentence for a person.', example: 'This field is required.' })
  detail: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The field at fault, nested ones joined by `__` with list positions; null when no single field is.',
    example: 'topic',
  })
  attr: string | null;
}
