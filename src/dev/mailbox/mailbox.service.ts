import { Injectable } from '@nestjs/common';
import { NotFound } from '../../errors/domain-errors';
import { MailboxStore, type StoredMessage } from './mailbox-store';
import { MailboxViews } from './mailbox-views';

export const MAILBOX_PATH = '/mailbox';
const PAGE_SIZE = 50;
const MAX_LIMIT = 500;
const SEARCHED_MESSAGES = 500;

/** Query parameters as a person or a script typed them. */
export type MailboxQuery = Record<string, unknown>;

/** A message in the list for scripts. */
export interface ListedMessage {
  id: string;
  /** Addresses, joined by a comma. */
  to: string;
  subject: string;
  date: string;
}

interface SearchResult {
  messages: StoredMessage[];
  /** The number of matches on all pages. */
  total: number;
  /** The number of messages that the search looked at. */
  searched: number;
}

/** Searches the mailbox and renders its pages. */
@Injectable()
export class MailboxService {
  constructor(
    private readonly store: MailboxStore,
    private readonly views: MailboxViews,
  ) {}

  /** A page of the list as HTML: `page` counts from 1, `q` searches. */
  async inbox(query: MailboxQuery): Promise<string> {
    const page = Math.max(toNumber(query.page, 1), 1);
    const search = toText(query.q);
    const offset = (page - 1) * PAGE_SIZE;
    const { messages, total, searched } = await this.find(search, PAGE_SIZE, offset);
    const lastPage = Math.ceil(total / PAGE_SIZE);
    return this.views.render('inbox', {
      search,
      total,
      searched,
      range: `${offset + 1}–${offset + messages.length} of ${total}`,
      newer: page > 1 ? pageUrl(Math.min(page - 1, lastPage), search) : '',
      older: page < lastPage ? pageUrl(page + 1, search) : '',
      rows: messages.map((message) => ({
        href: urlOf(message.id),
        names: message.names,
        addresses: message.addresses || '(no recipient)',
        subject: message.mail.subject || '(no subject)',
        date: formatDate(message.receivedAt),
      })),
    });
  }

  /** The list for scripts: `limit` (at most 500) and `offset`; `q` searches. */
  async list(query: MailboxQuery): Promise<ListedMessage[]> {
    const limit = Math.min(toNumber(query.limit, PAGE_SIZE), MAX_LIMIT);
    const { messages } = await this.find(toText(query.q), limit, toNumber(query.offset, 0));
    return messages.map(({ id, addresses, mail, receivedAt }) => ({
      id,
      to: addresses,
      subject: mail.subject ?? '',
      date: receivedAt.toISOString(),
    }));
  }

  /** A message as HTML: its addresses, its HTML in a frame, its text. @throws NotFound */
  async message(id: string): Promise<string> {
    const { envelope, mail, receivedAt } = await this.get(id);
    const [to] = [mail.to].flat();
    return this.views.render('message', {
      subject: mail.subject || '(no subject)',
      fields: {
        From: mail.from?.text ?? '',
        To: to?.text ?? '',
        'Reply-To': mail.replyTo?.text ?? '',
        Received: formatDate(receivedAt),
        'Message-ID': mail.messageId ?? '',
        Envelope: `${envelope.from} → ${envelope.to.join(', ')}`,
      },
      frame: mail.html ? `${urlOf(id)}/html` : '',
      text: mail.text ?? '',
      attachments: mail.attachments.map(({ filename, size }) => ({
        name: filename ?? '(unnamed)',
        kilobytes: Math.ceil(size / 1024),
      })),
      source: `${urlOf(id)}/source`,
    });
  }

  /** The HTML part of a message, changed so that its links open in a new tab. @throws NotFound */
  async html(id: string): Promise<string> {
    const { html } = (await this.get(id)).mail;
    if (!html) throw new NotFound('This message has no HTML part.');
    // Only the first `base` of a document counts. It follows the doctype, which has to be the first thing in a
    // document.
    const doctype = /^\s*<!doctype[^>]*>/i.exec(html)?.[0] ?? '';
    return `${doctype}<base target="_blank">${html.slice(doctype.length)}`;
  }

  /** A message as received. @throws NotFound */
  async source(id: string): Promise<Buffer> {
    return (await this.get(id)).raw;
  }

  /** Deletes all messages. */
  clear(): Promise<void> {
    return this.store.clear();
  }

  private async get(id: string): Promise<StoredMessage> {
    const message = await this.store.get(id);
    if (!message) throw new NotFound('No such message. It may have been deleted.');
    return message;
  }

  private async find(search: string, limit: number, offset: number): Promise<SearchResult> {
    if (search === '') {
      const page = await this.store.list(limit, offset);
      return { ...page, searched: page.total };
    }
    const { messages } = await this.store.list(SEARCHED_MESSAGES, 0);
    const matches = messages.filter(({ names, addresses, mail }) =>
      [names, addresses, mail.subject].join('\n').toLowerCase().includes(search.toLowerCase()),
    );
    const page = matches.slice(offset, offset + limit);
    return { messages: page, total: matches.length, searched: messages.length };
  }
}

function toNumber(value: unknown, fallback: number): number {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : fallback;
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function urlOf(id: string): string {
  return `${MAILBOX_PATH}/${id}`;
}

function pageUrl(page: number, search: string): string {
  const query = new URLSearchParams({ page: String(page), ...(search && { q: search }) });
  return `${MAILBOX_PATH}?${query.toString()}`;
}

/** The mailbox is read on the machine that runs it, so the local time zone is the reader's. */
function formatDate(date: Date): string {
  return date.toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}
