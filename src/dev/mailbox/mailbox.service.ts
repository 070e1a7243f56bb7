import { Injectable } from '@nestjs/common';
import { fullDate, shortDate } from './mailbox-dates';
import { mailPage, ownPage, redirect, sourcePage } from './mailbox-page';
import type { MailboxPage } from './mailbox-page';
import { inboxQuery, listQuery } from './mailbox-query';
import { MailboxStore } from './mailbox-store';
import { MailboxTemplates } from './mailbox-templates';
import type { InboxRow, PageData } from './mailbox-templates';
import type { Message, MessageSummary } from './message-parser';

const HOME = '/mailbox';
const PAGE_SIZE = 50;
const SEARCHED_MESSAGES = 500;

/** One line of the list for scripts. */
export interface ListedMessage {
  id: string;
  /** Bare addresses, joined by a comma. */
  to: string;
  subject: string;
  date: string;
}

interface Found {
  messages: MessageSummary[];
  /** How many there are on all pages. */
  total: number;
  /** How many were looked at to find them. */
  searched: number;
}

/** Turns what is in the mailbox into pages. */
@Injectable()
export class MailboxService {
  private readonly templates = new MailboxTemplates();

  constructor(private readonly store: MailboxStore) {}

  /** The newest messages, a page at a time, or those that match the search. */
  async inbox(query: Record<string, unknown>): Promise<MailboxPage> {
    const { page, search } = inboxQuery(query);
    const offset = (page - 1) * PAGE_SIZE;
    const { messages, total, searched } = await this.find(search, PAGE_SIZE, offset);
    const now = new Date();
    const html = this.templates.render('inbox', {
      total,
      query: search,
      searched,
      rows: messages.map((message) => inboxRow(message, now)),
      range: messages.length === 0 ? '' : `${offset + 1}–${offset + messages.length} of ${total}`,
      newer: page > 1 ? inboxUrl(Math.min(page - 1, lastPage(total)), search) : null,
      older: page < lastPage(total) ? inboxUrl(page + 1, search) : null,
    });
    return ownPage(html);
  }

  /** The list for scripts; the same search, smaller words. */
  async list(query: Record<string, unknown>): Promise<ListedMessage[]> {
    const { limit, offset, search } = listQuery(query);
    const { messages } = await this.find(search, limit, offset);
    return messages.map(({ id, recipients, subject, date }) => ({
      id,
      to: recipients.join(', '),
      subject,
      date: date.toISOString(),
    }));
  }

  /** One message with its headers, its HTML in a frame, its text. */
  async message(id: string): Promise<MailboxPage> {
    const message = await this.store.get(id);
    return message === null ? this.missing() : ownPage(this.templates.render('message', detail(message)));
  }

  /** The HTML part alone, for the frame. */
  async html(id: string): Promise<MailboxPage> {
    const html = (await this.store.get(id))?.html ?? null;
    return html === null ? this.missing() : mailPage(html);
  }

  /** The message exactly as received. */
  async source(id: string): Promise<MailboxPage> {
    const raw = await this.store.source(id);
    return raw === null ? this.missing() : sourcePage(raw);
  }

  /**
   * Deletes all messages and leads back to the list.
   *
   * @param fetchSite what the browser says about where the request comes from (`Sec-Fetch-Site`), if it does
   */
  async clear(fetchSite: string | undefined): Promise<MailboxPage> {
    // Nobody is signed in here, so any site that the reader visits could otherwise empty the mailbox.
    if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') {
      return this.problem(403, 'Not from here', 'The mailbox can only be cleared from its own page.');
    }
    await this.store.clear();
    return redirect(HOME);
  }

  private async find(search: string, limit: number, offset: number): Promise<Found> {
    if (search === '') {
      const page = await this.store.list({ limit, offset });
      return { ...page, searched: page.total };
    }
    const { messages } = await this.store.list({ limit: SEARCHED_MESSAGES, offset: 0 });
    const matching = messages.filter((message) => matches(message, search.toLowerCase()));
    return {
      messages: matching.slice(offset, offset + limit),
      total: matching.length,
      searched: messages.length,
    };
  }

  private missing(): MailboxPage {
    return this.problem(
      404,
      'No such message',
      'It may have been cleared, or it was pushed out by newer ones.',
    );
  }

  private problem(status: number, title: string, text: string): MailboxPage {
    return ownPage(this.templates.render('problem', { title, detail: text }), status);
  }
}

function matches(message: MessageSummary, needle: string): boolean {
  return [message.to, message.subject, ...message.recipients].some((text) =>
    text.toLowerCase().includes(needle),
  );
}

function lastPage(total: number): number {
  return Math.max(1, Math.ceil(total / PAGE_SIZE));
}

function inboxUrl(page: number, search: string): string {
  const query = new URLSearchParams({
    ...(search && { q: search }),
    ...(page > 1 && { page: String(page) }),
  });
  return query.size === 0 ? HOME : `${HOME}?${query.toString()}`;
}

function inboxRow(message: MessageSummary, now: Date): InboxRow {
  return {
    href: `${HOME}/${message.id}`,
    name: message.toNames,
    address: message.recipients.join(', ') || '(no recipient)',
    subject: message.subject || '(no subject)',
    date: shortDate(message.date, now),
    isoDate: message.date.toISOString(),
  };
}

function detail(message: Message): PageData['message'] {
  const url = `${HOME}/${message.id}`;
  const fields = [
    { label: 'From', value: message.from },
    { label: 'To', value: message.to },
    { label: 'Cc', value: message.cc },
    { label: 'Reply-To', value: message.replyTo },
    { label: 'Subject', value: message.subject },
    { label: 'Date', value: fullDate(message.date) },
    { label: 'Message-ID', value: message.messageId },
    { label: 'Envelope', value: `${message.envelope.from || '<>'} → ${message.envelope.to.join(', ')}` },
    { label: 'Received', value: fullDate(message.receivedAt) },
  ];
  return {
    subject: message.subject || '(no subject)',
    fields: fields.filter(({ value }) => value !== ''),
    html: message.html === null ? null : `${url}/html`,
    text: message.text,
    attachments: message.attachments.map((part) => ({ ...part, size: `${Math.ceil(part.size / 1024)} KB` })),
    headers: message.headers,
    source: `${url}/source`,
  };
}
