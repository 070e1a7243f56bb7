import { ApiProperty } from '@nestjs/swagger';
import { ChoiceListField, TextField, WholeNumberField } from '../../validation/fields';
import type { Violation } from '../../validation/checks';
import { isId } from '../../validation/uuid.pipe';
import { type Classification, CLASSIFICATIONS } from '../response.dto';

export const DOCUMENT_TYPES = ['transcript', 'summary'] as const;
export const SPEAKERS = ['interviewer', 'interviewee'] as const;
export const MAX_SNIPPET_LENGTH = 500;
const MAX_RESULTS = 50;
export const DEFAULT_RESULTS = 10;
/** Matches that are ranked. A word that everybody says would else have the words of every response unpacked. */
export const MAX_RANKED = 300;

export type DocumentType = (typeof DOCUMENT_TYPES)[number];
export type Speaker = (typeof SPEAKERS)[number];

/** What to search for, and where. */
export class SearchDto {
  @TextField({
    description:
      'Words that must all occur, in any form of English, German or Spanish; "phrases" in quotes, `-` before what must not occur, `OR` between alternatives. The first 20 terms count.',
    example: 'weekly planning -calendar',
    maxLength: 2000,
  })
  query: string;

  @ChoiceListField({
    description: 'Where to look; both when left out.',
    choices: DOCUMENT_TYPES,
    min: 1,
    optional: true,
  })
  document_types?: DocumentType[];

  @TextField({
    description: 'Only responses on this topic.',
    optional: true,
    nullable: true,
    format: 'uuid',
    also: idViolation,
  })
  topic_id?: string | null;

  @ChoiceListField({
    description: 'Only responses with one of these.',
    choices: CLASSIFICATIONS,
    min: 1,
    optional: true,
  })
  classifications?: Classification[];

  @WholeNumberField({
    description: 'How many finds to answer with at most.',
    min: 1,
    max: MAX_RESULTS,
    default: DEFAULT_RESULTS,
    optional: true,
  })
  limit?: number;
}

/** What is read of a document in which something was found. */
export interface FindRow {
  interview_id: string;
  document_type: DocumentType;
  similarity: number;
  /** The whole transcript or summary. */
  text: string;
  search_config: string;
  /** The forms of the query's words that may be what was found. */
  lexemes: string[];
  interviewee_identifier: string;
  topic_id: string | null;
  created_at: Date;
}

/** A piece of a document, short enough to be shown. */
export interface Snippet {
  text: string;
  speaker: Speaker | null;
  /** The turn of the transcript, from 0; null in a summary. */
  position: number | null;
}

/** One find. */
export class SearchResultDto {
  @ApiProperty({ format: 'uuid' })
  interview_id: string;

  @ApiProperty({ enum: DOCUMENT_TYPES })
  document_type: DocumentType;

  @ApiProperty({ type: Number, minimum: 0, maximum: 1, example: 0.81 })
  similarity: number;

  @ApiProperty({
    maxLength: MAX_SNIPPET_LENGTH,
    description: 'The matching passage as plain text.',
    example: 'I plan the week on Sundays.',
  })
  content_snippet: string;

  @ApiProperty({ enum: SPEAKERS, nullable: true, description: 'Who says so; null in a summary.' })
  speaker: Speaker | null;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    nullable: true,
    description: 'The turn of the transcript, from 0; null in a summary.',
  })
  position: number | null;

  @ApiProperty({ example: 'Ada Lovelace <ada@example.com>' })
  interviewee_identifier: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  topic_id: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: string;
}

/** Shows a find with its snippet. */
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

function idViolation(text: string): Violation | null {
  return isId(text) ? null : { code: 'invalid_input', detail: 'Must be a valid UUID.' };
}
