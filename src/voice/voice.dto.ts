import { ApiProperty, type ApiPropertyOptions, ApiSchema } from '@nestjs/swagger';
import { LenientField, TextField } from '../validation/fields';
import { MAX_NAME_LENGTH } from '../interviews/interviews.service';
import type { WebCall } from './voice-provider';

const RESPONDENT_KEY = /^[\w-]{8,200}$/;
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const MAX_DISTINCT_ID_LENGTH = 200;
/** What analytics libraries send for somebody they do not know. */
const PLACEHOLDERS = new Set([
  'anonymous',
  'guest',
  'distinct_id',
  'distinctid',
  'id',
  'not_authenticated',
  'email',
  'undefined',
  'null',
  'none',
  'nil',
  'nan',
  'true',
  'false',
  '0',
  '[object object]',
]);

/** Who wants to talk. All of it is unproven. */
export class StartCallDto {
  @TextField({
    description: 'How the person wants to be called. Required on a shared link, ignored on others.',
    example: 'Grace',
    maxLength: MAX_NAME_LENGTH,
    blank: true,
    optional: true,
  })
  name?: string;

  @LenientField(
    {
      type: 'string',
      description:
        "The browser's key on a shared link, 8 to 200 of A-Z a-z 0-9 _ -. Without one: a new respondent.",
    },
    (sent) => (typeof sent === 'string' && RESPONDENT_KEY.test(sent) ? sent : undefined),
  )
  respondent_key?: string;

  @LenientField(
    { type: 'string', description: "The respondent's id in your analytics. An unusable one is dropped." },
    usableDistinctId,
  )
  distinct_id?: string;

  @LenientField(
    {
      type: 'string',
      format: 'uuid',
      description: "The session's id in your analytics, a UUID of version 7. An unusable one is dropped.",
    },
    (sent) => (typeof sent === 'string' && UUID_V7.test(sent) ? sent : undefined),
  )
  session_id?: string;

  @LenientField(
    {
      type: 'string',
      maxLength: 0,
      description: 'Left empty by people, filled in by robots, who are refused.',
      'x-lenient': false,
    } as ApiPropertyOptions,
    (sent) => !(sent === undefined || sent === null || sent === ''),
  )
  _hp?: boolean;
}

/** A call to join. */
export class WebCallDto {
  @ApiProperty({
    description: "The vendor's id of the call.",
    example: '7420f27a-30fd-4f49-a995-5549ae7cc00d',
  })
  id: string;

  @ApiProperty({ format: 'uri', description: 'Where the browser joins it.' })
  url: string;
}

/** The answer to a start. */
@ApiSchema({ name: 'WebCallAnswerDto' })
export class WebCallResponseDto {
  @ApiProperty({ type: WebCallDto })
  web_call: WebCallDto;
}

/** Shows a call. */
export function toWebCallDto({ id, url }: WebCall): WebCallResponseDto {
  return { web_call: { id, url } };
}

/** An end-of-call report that has just become an interview. */
export class NewInterviewDto {
  @ApiProperty({ format: 'uuid', description: 'Of the interview.' })
  interview_id: string;
}

/** A message that nothing was made of. */
export class NothingToDoDto {
  @ApiProperty({ enum: ['duplicate', 'ignored'] })
  status: 'duplicate' | 'ignored';

  @ApiProperty({
    required: false,
    format: 'uuid',
    description: 'Of the interview that a duplicate is about; absent for ignored messages.',
  })
  interview_id?: string;
}

/** What became of a message of the vendor. */
export type ReportOutcome = NewInterviewDto | NothingToDoDto;

function usableDistinctId(sent: unknown): string | undefined {
  if (typeof sent !== 'string') return undefined;
  const text = sent.trim();
  const isUsable =
    text !== '' && text.length <= MAX_DISTINCT_ID_LENGTH && !/\p{Cc}/u.test(text) && text.isWellFormed();
  return isUsable && !PLACEHOLDERS.has(text.toLowerCase()) ? text : undefined;
}
