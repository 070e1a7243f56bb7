import type { Page } from '../../../src/pagination/page.dto';
import type { ApiClient } from './api-client';

const MAX_PAGES = 100;

/** Every page from `url` on, following the links until one is null. */
export async function walkPages<T>(
  client: ApiClient,
  url: string,
  direction: 'next' | 'previous' = 'next',
): Promise<Page<T>[]> {
  const pages: Page<T>[] = [];
  for (let link: string | null = url; link !== null;) {
    if (pages.length === MAX_PAGES) throw new Error(`${direction} never becomes null.`);
    const path: string = link.slice(new URL(link).origin.length);
    const { status, body, text } = await client.request<Page<T>>('GET', path);
    if (status !== 200) throw new Error(`${link} answered ${status}: ${text}`);
    pages.push(body);
    link = body[direction];
  }
  return pages;
}
