import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { ChoiceListField, TextField, WholeNumberField } from '../../validation/fields';
import { failsWith } from '../../validation/rules';
import { type Classification, CLASSIFICATIONS } from '../response.dto';

export const DOCUMENT_TYPES = ['transcript', 'summary'] as const;
export const SPEAKERS = ['interviewer', 'interviewee'] as const;
export const MAX_SNIPPET_LENGTH = 500;
const MAX_RESULTS = 50;
export const DEFAULT_RESULTS = 10;
/** Number of matches that are ranked. Ranking reads the words of each match, too slow when all responses match. */
export const MAX_RANKED = 300;

export type DocumentType = (typeof DOCUMENT_TYPES)[number];
export type Speaker = (typeof SPEAKERS)[number];

/** Body of a search. */
export class SearchDto {
  @TextField({
    description:
      'Words that must all occur, in any inflected form of English, German or Spanish: in the language of the interview, or in all three if it is not known, as for calls. Words such as `is` or `the` need not occur, unless there are no others. "Quotes" make a phrase, `-` excludes a word, `OR` separates alternatives. Only the first 20 terms are used.',
    example: 'weekly planning -calendar',
    maxLength: 2000,
  })
  query: string;

  @ChoiceListField({
    description: 'Kinds of text to search. Default: both.',
    choices: DOCUMENT_TYPES,
    min: 1,
    optional: true,
  })
  document_types?: DocumentType[];

  @TextField({
    description: 'Only responses to the topic with this id.',
    optional: true,
    nullable: true,
    format: 'uuid',
    rules: [IsUUID('loose', failsWith({ code: 'invalid_input', detail: 'Must be a valid UUID.' }))],
  })
  topic_id?: string | null;

  @ChoiceListField({
    description: 'Only responses with one of these classifications.',
    choices: CLASSIFICATIONS,
    min: 1,
    optional: true,
  })
  classifications?: Classification[];

  @WholeNumberField({
    description: 'Maximum number of results.',
    min: 1,
    max: MAX_RESULTS,
    default: DEFAULT_RESULTS,
    optional: true,
  })
  limit?: number;
}

/** A matching transcript or summary as read from the database. */
export interface FindRow {
  interview_id: string;
  document_type: DocumentType;
  similarity: number;
  /** The whole transcript or summary. */
  text: string;
  search_config: string;
  /** Normalised forms of the query's words that can occur in the text. */
  lexemes: string[];
  interviewee_identifier: string;
  topic_id: string | null;
  created_at: Date;
}

/** A short piece of a transcript or summary. */
export interface Snippet {
  text: string;
  speaker: Speaker | null;
  /** Turn of the transcript, counted from 0; null in a summary. */
  position: number | null;
}

/** One search result. */
export class SearchResultDto {
  @ApiProperty({ format: 'uuid' })
  interview_id: string;

  @ApiProperty({ enum: DOCUMENT_TYPES })
  document_type: DocumentType;

  @ApiProperty({ type: Number, minimum: 0, maximum: 1, example: 0.81 })
  similarity: number;

  @ApiProperty({
    maxLength: MAX_SNIPPET_LENGTH,
    description: 'The matching part of the text, as plain text.',
    example: 'I plan the week on Sundays.',
  })
  content_snippet: string;

  @ApiProperty({ enum: SPEAKERS, nullable: true, description: 'Speaker of the snippet. Null in a summary.' })
  speaker: Speaker | null;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    nullable: true,
    description: 'Turn of the transcript, counted from 0. Null in a summary.',
  })
  position: number | null;

  @ApiProperty({ example: 'Ada Lovelace <ada@example.com>' })
  interviewee_identifier: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  topic_id: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: string;
}

/** Maps a result with its snippet to the DTO. */
export function toSearchResultDto(row: FindRow, snippet: Snippet): SearchResultDto {
  return {
    interview_id: row.interview_id,
    document_type: row.document_type,
    similarity: row.similarity,
    content_snippet: snippet.text,
    speaker: snippet.speaker,
    position: snippet.position,
    interviewee_identifier: row.interviewee_identifier,
    topic_id: row.topic_id,
    created_at: row.created_at.toISOString(),
  };
}
