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

  @ApiProperty({ description: 'Human-readable reason, one sentence.', example: 'This field is required.' })
  detail: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The invalid field. Nested fields are joined by `__`, with positions in lists. Null when the error is not about one field.',
    example: 'topic',
  })
  attr: string | null;
}
