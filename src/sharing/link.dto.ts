import { ApiProperty } from '@nestjs/swagger';
import { parseMailbox, userNameOf } from '../identifiers/identifier';

/** A targeted person with the active link, as read from the database. */
export interface LinkRow {
  identifier: string;
  /** The person's own context, blank when there is none. */
  context: string;
  linkId: string;
  accessToken: string;
}

/** One person's link as the API shows it. */
export class LinkDto {
  @ApiProperty({ example: 'Ada Lovelace <ada@example.com>' })
  interviewee_identifier: string;

  @ApiProperty({ description: 'How the person is greeted.', example: 'Ada Lovelace' })
  user_name: string;

  @ApiProperty({
    format: 'uri',
    description: 'Opens the interview without any login. Private to this person.',
    example: 'https://parley.example.com/interview/Z0p4bEFJd1F2c0tXb1hTdUZ4cUpLdw',
  })
  interview_url: string;

  @ApiProperty({ description: "The topic's context and the person's, joined by an empty line." })
  agent_context: string;
}

/** Shows a link. */
export function toLinkDto(row: LinkRow, topicContext: string, publicUrl: string): LinkDto {
  return {
    interviewee_identifier: row.identifier,
    user_name: userNameOf(row.identifier),
    interview_url: interviewUrl(publicUrl, row.accessToken),
    agent_context: joinContexts([topicContext, row.context]),
  };
}

/** The topic's context and the person's as one text. */
export function joinContexts(contexts: string[]): string {
  return contexts
    .map((context) => context.trim())
    .filter((context) => context !== '')
    .join('\n\n');
}

/** Columns of the CSV for mail merges. */
export const LINK_CSV_COLUMNS = ['interviewee_identifier', 'interviewee_email', 'user_name', 'interview_url'];

/** One line of that CSV. */
export function toLinkCsvRow(row: LinkRow, publicUrl: string) {
  const mailbox = parseMailbox(row.identifier);
  return {
    interviewee_identifier: row.identifier,
    interviewee_email: mailbox?.address ?? '',
    user_name: userNameOf(row.identifier, mailbox),
    interview_url: interviewUrl(publicUrl, row.accessToken),
  };
}

/** Where a token leads. */
export function interviewUrl(publicUrl: string, accessToken: string): string {
  return `${publicUrl}/interview/${accessToken}`;
}

/** The last try of a test link. */
export class TestInterviewDto {
  @ApiProperty({ type: String, format: 'date-time' })
  completed_at: string;

  @ApiProperty()
  transcript: string;

  @ApiProperty()
  summary: string;
}

/** The caller's own link for trying the interview. */
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
