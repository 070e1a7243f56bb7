import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import type { Caller } from '../../auth/caller';
import { Settings } from '../../config/settings';
import type { FileDownload } from '../../http/file-download';
import { csvFileName, slugOf, toCsv } from '../../http/csv';
import { TopicsService } from '../../topics/topics.service';
import {
  type ResponseDto,
  type ResponseExportQuery,
  type ResponseRow,
  type ResponseStatus,
  toResponseDto,
} from '../response.dto';
import { personOf, toMarkdown } from './response-markdown';
import { ResponsesReadModel } from '../responses.read-model';
import { toZip, type ZipEntry } from './zip';

/** Rows per statement. They have whole transcripts: more rows would take memory and not be faster. */
const ROWS_AT_ONCE = 50;

/**
 * Exports a topic's responses as files, newest first, without tests. Rows are read in small pages at
 * the speed of the client, so memory use is constant and no database connection waits for a slow client.
 */
@Injectable()
export class ResponseExportsService {
  constructor(
    private readonly settings: Settings,
    private readonly topics: TopicsService,
    private readonly responses: ResponsesReadModel,
  ) {}

  /** CSV with one line per response and each answer beside its question. @throws NotFound */
  async csv(caller: Caller, topicId: string, { status }: ResponseExportQuery): Promise<FileDownload> {
    const { topic } = await this.topics.getSummary(caller, topicId);
    const { abandonedAfterHours } = this.settings;
    const count = await this.responses.countQuestions(topicId, abandonedAfterHours, status ?? null);
    const answers = Array.from({ length: count }, (_, n) => [`question_${n + 1}`, `answer_${n + 1}`]).flat();
    const rows = mapped(this.all(topicId, status), toCsvRow);
    return {
      fileName: csvFileName(topic, 'responses'),
      type: 'text/csv; charset=utf-8',
      content: toCsv(rows, [...CSV_COLUMNS, ...answers]),
    };
  }

  /** JSON Lines: one response per line, in the shape of the API. @throws NotFound */
  async jsonl(caller: Caller, topicId: string, { status }: ResponseExportQuery): Promise<FileDownload> {
    const { topic } = await this.topics.getSummary(caller, topicId);
    const lines = mapped(this.all(topicId, status), (response) => `${JSON.stringify(response)}\n`);
    return {
      fileName: `${slugOf(topic) || 'user-interview'}-responses.jsonl`,
      type: 'application/x-ndjson',
      content: Readable.from(lines),
    };
  }

  /** A zip archive with a Markdown file per response. @throws NotFound */
  async markdown(caller: Caller, topicId: string, { status }: ResponseExportQuery): Promise<FileDownload> {
    const { topic } = await this.topics.getSummary(caller, topicId);
    return {
      fileName: `${slugOf(topic) || 'user-interview'}-responses.zip`,
      type: 'application/zip',
      content: toZip(mapped(this.all(topicId, status), (response, n) => toZipEntry(response, n, topic))),
    };
  }

  private async *all(topicId: string, status: ResponseStatus | null = null): AsyncGenerator<ResponseDto> {
    const { abandonedAfterHours } = this.settings;
    const next = (last: ResponseRow | null) =>
      this.responses.findAfter(topicId, last, abandonedAfterHours, ROWS_AT_ONCE, status);
    for (let rows = await next(null); rows.length > 0; rows = await next(rows.at(-1) ?? null)) {
      for (const row of rows) yield toResponseDto(row);
    }
  }
}

const CSV_COLUMNS = [
  'interviewee_identifier',
  'person',
  'status',
  'language',
  'created_at',
  'started_at',
  'completed_at',
  'summary',
  'classifications',
];

function toCsvRow(response: ResponseDto): Record<string, string> {
  const { created_at, started_at, completed_at, summary, status } = response;
  return {
    interviewee_identifier: response.interviewee_identifier,
    person: personOf(response),
    status,
    language: response.language ?? '',
    created_at,
    started_at: started_at ?? '',
    completed_at: completed_at ?? '',
    summary,
    classifications: response.classifications.join(','),
    ...Object.fromEntries(
      response.answers.flatMap(({ position, question, text }) => [
        [`question_${position + 1}`, question],
        [`answer_${position + 1}`, text],
      ]),
    ),
  };
}

/** The number makes the file name unique. */
function toZipEntry(response: ResponseDto, n: number, topic: string): ZipEntry {
  const number = String(n + 1).padStart(4, '0');
  const name = [number, slugOf(personOf(response))].filter((part) => part !== '').join('-');
  return { name: `${name}.md`, text: toMarkdown(response, topic) };
}

async function* mapped<T, U>(source: AsyncIterable<T>, map: (value: T, n: number) => U): AsyncGenerator<U> {
  let n = 0;
  for await (const value of source) yield map(value, n++);
}
