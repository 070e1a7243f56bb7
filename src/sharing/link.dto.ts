import { ApiProperty } from '@nestjs/swagger';
import { parseMailbox, userNameOf } from '../identifiers/identifier';

/** A person whom the topic targets, with the active link, as read from the database. */
export interface LinkRow {
  identifier: string;
  /** Context about this person, blank when there is none or when it is long. */
  context: string;
  hasLongContext: boolean;
  linkId: string;
}

/** A targeted person, who may still lack context row or link. */
export interface TargetRow {
  identifier: string;
  /** Null when there is no context row, empty when the context is long. */
  context: string | null;
  hasLongContext: boolean;
  linkId: string | null;
}

/** Whether a person has context and link. */
export function isComplete(target: TargetRow): target is TargetRow & LinkRow {
  return target.context !== null && target.linkId !== null;
}

/** The interview link of one person. */
export class LinkDto {
  @ApiProperty({ example: 'Ada Lovelace <ada@example.com>' })
  interviewee_identifier: string;

  @ApiProperty({ description: 'Name used in the greeting.', example: 'Ada Lovelace' })
  user_name: string;

  @ApiProperty({
    format: 'uri',
    description: 'Opens the interview without a login. Only this person should get it.',
    example: 'https://parley.example.com/interview/Z0p4bEFJd1F2c0tXb1hTdUZ4cUpLdw',
  })
  interview_url: string;

  @ApiProperty({ description: "The topic's context and the person's context, separated by an empty line." })
  agent_context: string;
}

/** Maps a link to its DTO. @param url opens the interview */
export function toLinkDto(row: LinkRow, topicContext: string, url: string): LinkDto {
  return {
    interviewee_identifier: row.identifier,
    user_name: userNameOf(row.identifier),
    interview_url: url,
    agent_context: joinContexts([topicContext, row.context]),
  };
}

/** Joins the topic's context and the person's context. */
export function joinContexts(contexts: string[]): string {
  return contexts
    .map((context) => context.trim())
    .filter((context) => context !== '')
    .join('\n\n');
}

/** Columns of the CSV file for mail merges. */
export const LINK_CSV_COLUMNS = ['interviewee_identifier', 'interviewee_email', 'user_name', 'interview_url'];

/** Maps a link to a row of that CSV file. @param url opens the interview */
export function toLinkCsvRow(row: LinkRow, url: string) {
  const mailbox = parseMailbox(row.identifier);
  return {
    interviewee_identifier: row.identifier,
    interviewee_email: mailbox?.address ?? '',
    user_name: userNameOf(row.identifier, mailbox),
    interview_url: url,
  };
}

/** The last interview that was completed on a test link. */
export class TestInterviewDto {
  @ApiProperty({ type: String, format: 'date-time' })
  completed_at: string;

  @ApiProperty()
  transcript: string;

  @ApiProperty()
  summary: string;
}

/** The caller's own link for testing the interview. */
export class TestLinkDto {
  @ApiProperty({
    format: 'uri',
    example: 'https://parley.example.com/interview/Z0p4bEFJd1F2c0tXb1hTdUZ4cUpLdw',
  })
  interview_url: string;

  @ApiProperty({ type: TestInterviewDto, nullable: true })
  latest_test_interview: TestInterviewDto | null;
}

/** The topic's shared link. */
export class SharedLinkDto {
  @ApiProperty({
    format: 'uri',
    example: 'https://parley.example.com/interview/Z0p4bEFJd1F2c0tXb1hTdUZ4cUpLdw',
  })
  interview_url: string;
}
