import { ApiProperty, type ApiPropertyOptions, ApiSchema } from '@nestjs/swagger';
import { LenientField, TextField } from '../validation/fields';
import { MAX_NAME_LENGTH } from '../interviews/interviews.service';
import type { WebCall } from './voice-provider';

const RESPONDENT_KEY = /^[\w-]{8,200}$/;
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const MAX_DISTINCT_ID_LENGTH = 200;
/** Ids that analytics libraries send for unknown users. */
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

/** Body that starts a call. No field is verified. */
export class StartCallDto {
  @TextField({
    description: 'Name of the person. Required on a shared link, ignored on other links.',
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
        'Key of the browser on a shared link: 8 to 200 characters out of A-Z a-z 0-9 _ -. Without a key the caller is a new respondent.',
    },
    (sent) => (typeof sent === 'string' && RESPONDENT_KEY.test(sent) ? sent : undefined),
  )
  respondent_key?: string;

  @LenientField(
    { type: 'string', description: 'Id of the respondent in your analytics. An unusable value is ignored.' },
    usableDistinctId,
  )
  distinct_id?: string;

  @LenientField(
    {
      type: 'string',
      format: 'uuid',
      description: 'Id of the session in your analytics, a UUID of version 7. An unusable value is ignored.',
    },
    (sent) => (typeof sent === 'string' && UUID_V7.test(sent) ? sent : undefined),
  )
  session_id?: string;

  @LenientField(
    {
      type: 'string',
      maxLength: 0,
      description: 'Must be empty. Bots fill it in, and their calls are refused.',
      'x-lenient': false,
    } as ApiPropertyOptions,
    (sent) => !(sent === undefined || sent === null || sent === ''),
  )
  _hp?: boolean;
}

/** A call that the browser can join. */
export class WebCallDto {
  @ApiProperty({
    description: "The voice provider's id of the call.",
    example: '7420f27a-30fd-4f49-a995-5549ae7cc00d',
  })
  id: string;

  @ApiProperty({ format: 'uri', description: 'URL at which the browser joins the call.' })
  url: string;

  @ApiProperty({
    format: 'uri',
    description: "The same URL under the name that the provider's own client uses.",
  })
  webCallUrl: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description:
      'What the call records, as the provider describes it to its own client. Null if the provider says nothing.',
    example: { recordingEnabled: true, videoRecordingEnabled: false },
  })
  artifactPlan: Record<string, unknown> | null;
}

/** Response to the start of a call. */
@ApiSchema({ name: 'WebCallAnswerDto' })
export class WebCallResponseDto {
  @ApiProperty({ type: WebCallDto })
  web_call: WebCallDto;
}

/** Maps a call to its DTO. */
export function toWebCallDto({ id, url, artifactPlan }: WebCall): WebCallResponseDto {
  return { web_call: { id, url, webCallUrl: url, artifactPlan } };
}

/** Response to an end-of-call report that became an interview. */
export class NewInterviewDto {
  @ApiProperty({ format: 'uuid', description: 'Id of the interview.' })
  interview_id: string;
}

/** Response to a report that is stored but has not become an interview yet. */
export class StoredReportDto {
  @ApiProperty({ enum: ['stored'] })
  status: 'stored';
}

/** Response to a message that changed nothing. */
export class NothingToDoDto {
  @ApiProperty({ enum: ['duplicate', 'ignored'] })
  status: 'duplicate' | 'ignored';

  @ApiProperty({
    required: false,
    format: 'uuid',
    description: 'Id of the interview that a duplicate belongs to. Absent for ignored messages.',
  })
  interview_id?: string;
}

/** Result of a message from the voice provider. */
export type ReportOutcome = NewInterviewDto | StoredReportDto | NothingToDoDto;

function usableDistinctId(sent: unknown): string | undefined {
  if (typeof sent !== 'string') return undefined;
  const text = sent.trim();
  const isUsable =
    text !== '' && text.length <= MAX_DISTINCT_ID_LENGTH && !/\p{Cc}/u.test(text) && text.isWellFormed();
  return isUsable && !PLACEHOLDERS.has(text.toLowerCase()) ? text : undefined;
}
