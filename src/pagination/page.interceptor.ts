import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { map, type Observable } from 'rxjs';
import { Settings } from '../config/settings';
import { RawJson, toJson } from '../http/raw-json';
import type { Page } from './page.dto';
import { type PageChunk, type PageRange, PageResult } from './page-result';
import { parseUrl } from '../config/parse-url';

const ORIGIN = /^https?:\/\/(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** Turns a handler's {@link PageResult} into a response body with absolute links to the neighbouring pages. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(private readonly settings: Settings) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      map((result: unknown) => {
        if (!(result instanceof PageResult)) return result;
        const request = context.switchToHttp().getRequest<FastifyRequest>();
        return toBody(result as PageResult<unknown>, requestUrl(request, this.settings.publicUrl));
      }),
    );
  }
}

/** The absolute URL that the client asked for; at the public address if the request names no usable host. */
function requestUrl({ protocol, host, originalUrl }: FastifyRequest, publicUrl: string): string {
  const origin = `${protocol}://${host}`;
  // The headers can hold anything, a host such as `a/b` or none at all.
  const isUsable = ORIGIN.test(origin) && parseUrl(origin) !== null;
  return (isUsable ? origin : publicUrl) + originalUrl;
}

function toBody({ rows, range, extra = {} }: PageResult<unknown>, url: string) {
  const head = { count: range.count, ...linksOf(range, url) };
  if (Array.isArray(rows)) return { ...head, results: rows, ...extra };
  const start = `${JSON.stringify(head).slice(0, -1)},"results":`;
  const end = Object.keys(extra).length > 0 ? `,${JSON.stringify(extra).slice(1)}` : '}';
  if (rows instanceof RawJson) return new RawJson(start + rows.text + end);
  return new StreamableFile(Readable.from(writeChunks(start, rows, end)), {
    type: 'application/json; charset=utf-8',
  });
}

async function* writeChunks(
  start: string,
  chunks: Iterable<PageChunk<unknown>> | AsyncIterable<PageChunk<unknown>>,
  end: string,
): AsyncGenerator<string> {
  yield `${start}[`;
  let separator = '';
  for await (const chunk of chunks) {
    const rows = toJson(chunk).slice(1, -1);
    if (rows === '') continue;
    yield separator + rows;
    separator = ',';
  }
  yield `]${end}`;
}

function linksOf(range: PageRange, url: string): Pick<Page<unknown>, 'next' | 'previous'> {
  const { count, limit, offset } = range;
  if (limit === undefined) return { next: null, previous: null };
  const end = offset + (range.shown ?? limit);
  return {
    next: end < count ? pageUrl(url, limit, end) : null,
    previous: offset > 0 ? pageUrl(url, limit, Math.max(offset - limit, 0)) : null,
  };
}

/** The same URL with another `offset`. All other query parameters stay. */
function pageUrl(url: string, limit: number, offset: number): string {
  const target = new URL(url);
  target.searchParams.set('limit', String(limit));
  if (offset > 0) target.searchParams.set('offset', String(offset));
  else target.searchParams.delete('offset');
  return target.href;
}
