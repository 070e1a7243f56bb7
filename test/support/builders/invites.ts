import type { ParsedMail } from 'mailparser';
import type { InvitePreviewDto, InviteResultDto } from '../../../src/invites/sending/invite.dto';
import type { Page } from '../../../src/pagination/page.dto';
import type { LinkDto, TestLinkDto } from '../../../src/sharing/link.dto';
import type { TestDatabase } from '../app/test-database';
import type { Answer, ApiClient } from '../clients/api-client';

const LIVE_LINK = /https:\/\/parley\.example\.com\/interview\/[A-Za-z0-9_-]{30}/g;
const OPT_OUT_LINK = /https:\/\/parley\.example\.com\/unsubscribe\/[\w.~-]+/g;

/** The links of all targeted people, in target order. */
export async function linksOf(client: ApiClient, topicId: string): Promise<LinkDto[]> {
  const { body } = await client.post<Page<LinkDto>>(`/user_interview_topics/${topicId}/generate_links/`);
  return body.results;
}

/** Sends invites; synchronously unless the body says otherwise. */
export function sendInvites(
  client: ApiClient,
  topicId: string,
  body: Record<string, unknown> = { send_async: false },
  query = '',
): Promise<Answer<Page<InviteResultDto>>> {
  return client.post(`/user_interview_topics/${topicId}/send_invites/${query}`, body);
}

/** The outcome of a send for each person, as `identifier: sent` or `identifier: reason`. */
export function outcomes({ body }: Answer<Page<InviteResultDto>>): string[] {
  return body.results.map(
    ({ interviewee_identifier, sent, reason }) => `${interviewee_identifier}: ${sent ? 'sent' : reason}`,
  );
}

export function previewInvite(
  client: ApiClient,
  topicId: string,
  identifier?: string,
): Promise<Answer<InvitePreviewDto>> {
  return client.post(`/user_interview_topics/${topicId}/preview_invite/`, {
    interviewee_identifier: identifier,
  });
}

/** The caller's test link. */
export async function testLinkOf(client: ApiClient, topicId: string): Promise<string> {
  const { body } = await client.get<TestLinkDto>(`/user_interview_topics/${topicId}/test_link/`);
  return body.interview_url;
}

/** A mail's HTML as preview_invite would show it: placeholders for the links, line ends of one kind. */
export function asPreview(mail: ParsedMail): string {
  return unixLines(mail.html || '')
    .replace(LIVE_LINK, 'https://parley.example.com/interview/preview')
    .replace(OPT_OUT_LINK, 'https://parley.example.com/unsubscribe/preview');
}

/** Mail travels with CRLF and ends with a line end. */
export function unixLines(text: string): string {
  return `${text.replace(/\r\n/g, '\n').trimEnd()}\n`;
}

/** The links in a text, each once. */
export function liveLinksIn(text: string): string[] {
  return [...new Set(text.match(LIVE_LINK) ?? [])];
}

/** Raw header lines of a mail, unfolded, by lower-cased name. */
export function rawHeaders(raw: Buffer): Map<string, string[]> {
  const [head = ''] = raw.toString('latin1').split('\r\n\r\n', 1);
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return headers;
}

/** A delivery as it is stored. */
export interface StoredDelivery {
  id: string;
  address: string;
  status: string;
  attempts: number;
  last_error: string;
  /** Seconds from now until it is due. */
  due_in: number;
}

export function storedDeliveries(database: TestDatabase): Promise<StoredDelivery[]> {
  return database.query<StoredDelivery>(
    `SELECT id, address, status, attempts, last_error, extract(epoch FROM due_at - now())::float AS due_in
     FROM invite_delivery ORDER BY id`,
  );
}

/** The status of the page that an interview link opens. Links name the public origin, not the test server's. */
export async function statusOfLink(baseUrl: string, interviewUrl: string): Promise<number> {
  const { status } = await fetch(baseUrl + new URL(interviewUrl).pathname);
  return status;
}
