import { ApiProperty } from '@nestjs/swagger';
import { ChoiceField, ChoiceListField, TextField } from '../validation/fields';
import type { Violation } from '../validation/checks';
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
    description: 'Only responses on the topic with this id.',
    optional: true,
    blank: true,
  })
  topic?: string;

  @TextField({
    description: `Only responses with one of these classifications, separated by commas: ${CLASSIFICATIONS.join(', ')}.`,
    example: 'abandoned,off-topic',
    optional: true,
    blank: true,
    also: classificationsViolation,
  })
  classifications?: string;

  @ChoiceField({ description: 'Only responses in this state.', choices: RESPONSE_STATUSES, optional: true })
  status?: ResponseStatus;

  @ChoiceField({
    description: 'Only responses by this kind of link. Tests are listed only when asked for.',
    choices: RESPONSE_KINDS,
    optional: true,
  })
  kind?: ShareKind;

  @TextField({
    description: 'Words of the person, the summary or the transcript; the same rules as in search.',
    optional: true,
    blank: true,
    maxLength: 2000,
  })
  search?: string;
}

/** The body that changes a response: what the researcher makes of it, never what was said. */
export class UpdateResponseDto {
  @TextField({
    description: 'What the researcher makes of it.',
    example: 'Plans on paper; gave up on the weekly view.',
    optional: true,
    blank: true,
    maxLength: MAX_SUMMARY_LENGTH,
  })
  summary?: string;

  @ChoiceListField({
    description: 'Replaces the old list. `abandoned` is derived: it may be sent, and changes nothing.',
    example: ['off-topic'],
    choices: CLASSIFICATIONS,
    optional: true,
  })
  classifications?: Classification[];
}

/** What is read of an answer. */
export interface AnswerRow {
  position: number;
  question: string;
  text: string;
  skipped: boolean;
  /** As JSON carries it. */
  answered_at: string;
}

/** What is read of a response. */
export interface ResponseRow {
  id: string;
  created_by: UserDto;
  created_at: Date;
  /** `created_at` as exactly as the database keeps it. */
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
  started_at: Date | null;
  last_activity_at: Date;
  completed_at: Date | null;
  answers: AnswerRow[];
}

/** One answer of a response. */
export class AnswerDto {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'From 0; the last one is the free last word.' })
  position: number;

  @ApiProperty({ description: 'As it was asked.', example: 'How did you plan last week?' })
  question: string;

  @ApiProperty({ description: 'Empty when skipped.', example: 'On paper.' })
  text: string;

  @ApiProperty({ description: 'Skipped on purpose.' })
  skipped: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  answered_at: string;
}

/** What one person said. */
export class ResponseDto {
  @ApiProperty({ format: 'uuid', readOnly: true })
  id: string;

  @ApiProperty({ type: UserDto, readOnly: true, description: 'Who created the topic.' })
  created_by: UserDto;

  @ApiProperty({ type: String, format: 'date-time', readOnly: true })
  created_at: string;

  @ApiProperty({ type: [String], example: ['ada@example.com'], readOnly: true })
  interviewee_emails: string[];

  @ApiProperty({
    readOnly: true,
    description: 'As targeted; `shared:…` for a visitor of a shared link; the user id for a test.',
    example: 'Ada Lovelace <ada@example.com>',
  })
  interviewee_identifier: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    readOnly: true,
    description: 'Id of the topic; null once that was deleted.',
  })
  topic: string | null;

  @ApiProperty({
    readOnly: true,
    description: 'Turns separated by empty lines. Empty when the person declined in the end.',
    example: 'Interviewer: How did you plan last week?\n\nInterviewee: On paper.',
  })
  transcript: string;

  @ApiProperty({ maxLength: MAX_SUMMARY_LENGTH })
  summary: string;

  @ApiProperty({ enum: CLASSIFICATIONS, isArray: true, description: '`abandoned` is derived.' })
  classifications: Classification[];

  @ApiProperty({
    enum: RESPONSE_KINDS,
    readOnly: true,
    description: 'Of the link that led to the interview.',
  })
  kind: ShareKind;

  @ApiProperty({ readOnly: true, description: 'What a visitor of a shared link called themselves.' })
  respondent_name: string;

  @ApiProperty({
    enum: RESPONSE_STATUSES,
    readOnly: true,
    description: '`abandoned`: started, and nothing answered for a day or as long as configured.',
  })
  status: ResponseStatus;

  @ApiProperty({
    type: String,
    nullable: true,
    readOnly: true,
    description: 'Of the consent.',
    example: 'en',
  })
  language: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, readOnly: true })
  started_at: string | null;

  @ApiProperty({ type: String, format: 'date-time', readOnly: true })
  last_activity_at: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, readOnly: true })
  completed_at: string | null;

  @ApiProperty({
    type: [AnswerDto],
    readOnly: true,
    description: 'In order. Empty when the person declined in the end, and for an interview by voice.',
  })
  answers: AnswerDto[];
}

/** Shows a response. */
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

/** The values of a comma list; null when it filters nothing. */
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
