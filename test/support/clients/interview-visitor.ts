import type { TestApp } from '../app/test-app';
import { pathOfLink } from '../builders/link-tokens';

/** A page as a visitor gets it. */
export interface SeenPage {
  status: number;
  headers: Headers;
  html: string;
  /** The heading, as text. */
  heading: string;
  /** Where a redirect leads, if it is one. */
  location: string | null;
}

/** A browser without script: keeps cookies, opens a page, presses the buttons of its forms. */
export class InterviewVisitor {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly baseUrl: string,
    readonly path: string,
    private readonly language = 'en',
  ) {}

  /** The page where the interview stands. */
  open(suffix = ''): Promise<SeenPage> {
    return this.request(this.path + suffix);
  }

  /** Sends a form as it is; the answer is the redirect, or the page that came back instead of one. */
  send(fields: Record<string, string | number>): Promise<SeenPage> {
    const body = new URLSearchParams(
      Object.entries(fields).map(([name, value]) => [name, String(value)] as [string, string]),
    );
    return this.request(this.path, { method: 'POST', body });
  }

  /** Presses a button and follows where it leads. */
  async press(act: string, fields: Record<string, string | number> = {}): Promise<SeenPage> {
    const sent = await this.send({ act, ...fields });
    return sent.location === null ? sent : this.request(sent.location);
  }

  /** Answers the question at a position, which was last stored under `revision`. */
  answer(position: number, text: string, { revision = 0, act = 'next' } = {}): Promise<SeenPage> {
    return this.press(act, { position, text, revision });
  }

  /** Begins and consents. */
  async start(): Promise<SeenPage> {
    await this.press('begin');
    return this.press('consent');
  }

  /** Sends a draft as the script of the page does. */
  async draft(body: unknown): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
    const response = await fetch(`${this.baseUrl}${this.path}/draft`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.cookieHeader() },
      body: JSON.stringify(body),
    });
    const json = (await response.json()) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body: json };
  }

  private async request(path: string, init: RequestInit = {}): Promise<SeenPage> {
    const response = await fetch(this.baseUrl + path, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html,application/xhtml+xml',
        'accept-language': this.language,
        cookie: this.cookieHeader(),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies.set(name, value);
    }
    const html = await response.text();
    const heading = /<h1[^>]*>([^]*?)<\/h1>/.exec(html)?.[1]?.replace(/<[^>]+>/g, '') ?? '';
    const { status, headers } = response;
    return { status, headers, html, heading, location: headers.get('location') };
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/** A link for anybody on a topic: the path of its page. */
export async function sharedPathOf({ database }: TestApp, topicId: string): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO sharing_configuration (topic_id, kind, identifier) VALUES ($1, 'shared', '')
     RETURNING id`,
    [topicId],
  );
  return pathOfLink(row?.id ?? '');
}

/** An interview as it is stored. */
export interface StoredInterview {
  status: string;
  position: number;
  respondent_name: string;
  interviewee_identifier: string;
  interviewee_emails: string[];
  consent_version: string | null;
  consent_language: string | null;
  started_at: Date | null;
  search_config: string;
  questions: string[];
  transcript: string;
  answers: string[] | null;
}

/** Every interview on a topic, oldest first. */
export function storedInterviews(
  { database }: Pick<TestApp, 'database'>,
  topicId: string,
): Promise<StoredInterview[]> {
  return database.query<StoredInterview>(
    `SELECT i.*, (SELECT array_agg(a.text ORDER BY a.position) FROM interview_answer a
                  WHERE a.interview_id = i.id) AS answers
     FROM user_interview i WHERE topic_id = $1 ORDER BY created_at, id`,
    [topicId],
  );
}
