import { ApiProperty } from '@nestjs/swagger';
import type { Violation } from '../validation/checks';
import { ChoiceField, ChoiceListField, TextField } from '../validation/fields';
import { Satisfies } from '../validation/rules';
import { PageQuery } from '../pagination/page.dto';
import type { ShareKind } from '../sharing/sharing-configuration.entity';
import { UserDto } from '../users/user.dto';

export const MAX_SUMMARY_LENGTH = 50_000;
export const CLASSIFICATIONS = ['abandoned', 'off-topic'] as const;
export const RESPONSE_STATUSES = ['started', 'completed', 'declined', 'abandoned'] as const;
export const RESPONSE_KINDS = ['personal', 'shared', 'test'] as const;

export type Classification = (typeof CLASSIFICATIONS)[number];
export type ResponseStatus = (typeof RESPONSE_STATUSES)[number];

/** Page and filters of the list of responses. */
export class ResponseListQuery extends PageQuery {
  @TextField({
    description: 'Only responses to the topic with this id.',
    optional: true,
    blank: true,
  })
  topic?: string;

  @TextField({
    // Without an example: Swagger UI would filter by it.
    description: `Only responses with one of these classifications, separated by commas: ${CLASSIFICATIONS.join(', ')}.`,
    optional: true,
    blank: true,
    rules: [Satisfies('isClassificationList', classificationsViolation)],
  })
  classifications?: string;

  @ChoiceField({
    description: 'Only responses with this status.',
    choices: RESPONSE_STATUSES,
    optional: true,
  })
  status?: ResponseStatus;

  @ChoiceField({
    description: 'Only responses through this kind of link. Tests are listed only with `kind=test`.',
    choices: RESPONSE_KINDS,
    optional: true,
  })
  kind?: ShareKind;

  @TextField({
    description:
      'Words in the name, the identifier, the summary or the transcript. The syntax is that of the search operation.',
    optional: true,
    blank: true,
    maxLength: 2000,
  })
  search?: string;
}

/** Filter of the exports. */
export class ResponseExportQuery {
  @ChoiceField({
    description: 'Only responses with this status. Without it all but declined ones.',
    choices: RESPONSE_STATUSES,
    optional: true,
  })
  status?: ResponseStatus;
}

/** Body that changes a response. The researcher's own fields can change, the interview cannot. */
export class UpdateResponseDto {
  @TextField({
    description: "The researcher's summary.",
    example: 'Plans on paper; gave up on the weekly view.',
    optional: true,
    blank: true,
    maxLength: MAX_SUMMARY_LENGTH,
  })
  summary?: string;

  @ChoiceListField({
    description: 'Replaces the old list. `abandoned` is derived from the status; sending it changes nothing.',
    example: ['off-topic'],
    choices: CLASSIFICATIONS,
    optional: true,
  })
  classifications?: Classification[];
}

/** An answer as read from the database. */
export interface AnswerRow {
  position: number;
  question: string;
  text: string;
  skipped: boolean;
  /** Time as text, because it was read as part of a JSON value. */
  answered_at: string;
}

/** A response as read from the database. */
export interface ResponseRow {
  id: string;
  created_by: UserDto;
  created_at: Date;
  /** `created_at` with the precision of the database, which a Date does not have. */
  cursor: string;
  interviewee_emails: string[];
  interviewee_identifier: string;
  topic_id: string | null;
  transcript: string;
  summary: string;
  classifications: Classification[];
  kind: ShareKind;
  respondent_name: string;
  status: ResponseStatus;
  language: string | null;
  consent_version: string | null;
  started_at: Date | null;
  last_activity_at: Date;
  completed_at: Date | null;
  answers: AnswerRow[];
}

/** One answer of a response. */
export class AnswerDto {
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'Counts from 0. The last position is the closing question for anything else.',
  })
  position: number;

  @ApiProperty({ description: 'The question as it was asked.', example: 'How did you plan last week?' })
  question: string;

  @ApiProperty({ description: 'The answer, empty when skipped.', example: 'On paper.' })
  text: string;

  @ApiProperty({ description: 'Whether the person chose to skip the question.' })
  skipped: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  answered_at: string;
}

/** One interview with its answers. */
export class ResponseDto {
  @ApiProperty({ format: 'uuid', readOnly: true })
  id: string;

  @ApiProperty({ type: UserDto, readOnly: true, description: 'The user who created the topic.' })
  created_by: UserDto;

  @ApiProperty({ type: String, format: 'date-time', readOnly: true })
  created_at: string;

  @ApiProperty({ type: [String], example: ['ada@example.com'], readOnly: true })
  interviewee_emails: string[];

  @ApiProperty({
    readOnly: true,
    description:
      'The identifier in the topic; `shared:…` for a visitor of a shared link; the user id for a test.',
    example: 'Ada Lovelace <ada@example.com>',
  })
  interviewee_identifier: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    readOnly: true,
    description: 'Id of the topic. Null when the topic was deleted.',
  })
  topic: string | null;

  @ApiProperty({
    readOnly: true,
    description: 'Turns separated by empty lines. Empty when the person declined.',
    example: 'Interviewer: How did you plan last week?\n\nInterviewee: On paper.',
  })
  transcript: string;

  @ApiProperty({ maxLength: MAX_SUMMARY_LENGTH })
  summary: string;

  @ApiProperty({
    enum: CLASSIFICATIONS,
    isArray: true,
    description: '`abandoned` is derived from the status.',
  })
  classifications: Classification[];

  @ApiProperty({
    enum: RESPONSE_KINDS,
    readOnly: true,
    description: 'Kind of the link through which the interview was opened.',
  })
  kind: ShareKind;

  @ApiProperty({ readOnly: true, description: 'Name that a visitor of a shared link entered.' })
  respondent_name: string;

  @ApiProperty({
    enum: RESPONSE_STATUSES,
    readOnly: true,
    description: '`abandoned`: started, but nothing was answered for a day, or for the configured time.',
  })
  status: ResponseStatus;

  @ApiProperty({
    type: String,
    nullable: true,
    readOnly: true,
    description: 'Language of the consent.',
    example: 'en',
  })
  language: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    readOnly: true,
    description:
      'Version of the text that the person consented to, see `consent_texts_list`; null for a voice call.',
    example: '2026-12-b-en',
  })
  consent_version: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, readOnly: true })
  started_at: string | null;

  @ApiProperty({ type: String, format: 'date-time', readOnly: true })
  last_activity_at: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, readOnly: true })
  completed_at: string | null;

  @ApiProperty({
    type: [AnswerDto],
    readOnly: true,
    description: 'Answers in order of position. Empty when the person declined, and for a voice interview.',
  })
  answers: AnswerDto[];
}

/** Maps a response to its DTO. */
export function toResponseDto(row: ResponseRow): ResponseDto {
  return {
    id: row.id,
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
    interviewee_emails: row.interviewee_emails,
    interviewee_identifier: row.interviewee_identifier,
    topic: row.topic_id,
    transcript: row.transcript,
    summary: row.summary,
    classifications: row.classifications,
    kind: row.kind,
    respondent_name: row.respondent_name,
    status: row.status,
    language: row.language,
    consent_version: row.consent_version,
    started_at: row.started_at?.toISOString() ?? null,
    last_activity_at: row.last_activity_at.toISOString(),
    completed_at: row.completed_at?.toISOString() ?? null,
    answers: row.answers.map((answer) => ({
      position: answer.position,
      question: answer.question,
      text: answer.text,
      skipped: answer.skipped,
      answered_at: new Date(answer.answered_at).toISOString(),
    })),
  };
}

/** Splits a comma-separated filter; null when there is no filter. */
export function classificationsOf(list: string): string[] | null {
  if (list === '') return null;
  return list.split(',').map((entry) => entry.trim());
}

function classificationsViolation(list: string): Violation | null {
  const known: readonly string[] = CLASSIFICATIONS;
  return (classificationsOf(list) ?? []).every((entry) => known.includes(entry))
    ? null
    : { code: 'invalid_input', detail: `Must be a comma list of: ${CLASSIFICATIONS.join(', ')}.` };
}
