import type { InviteDeliveryDto } from '../../src/invites/status/invite-delivery.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import {
  addressesIn,
  deliveriesOf,
  deliveriesPage,
  insertDeliveries,
  summaryOf,
} from '../support/builders/deliveries';
import { sendInvites } from '../support/builders/invites';
import { type ErrorBody, topicPath } from '../support/clients/api-client';
import { walkPages } from '../support/clients/walk-pages';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const text = (pattern: RegExp) => expect.stringMatching(pattern) as string;

const parley = useTestApp();

describe('the list of invite deliveries', () => {
  const ada = useClient(parley);

  it('shows a mail with everything that is known of it', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['Grace Hopper <Grace@example.com>'],
      interviewee_distinct_ids: ['user-42'],
    });
    await sendInvites(ada, id);
    const answer = await deliveriesPage(ada, id);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      count: 1,
      next: null,
      previous: null,
      results: [
        {
          id: text(UUID_V7),
          interviewee_identifier: 'Grace Hopper <Grace@example.com>',
          email: 'Grace@example.com',
          status: 'sent',
          attempts: 1,
          reason: '',
          batch: text(UUID_V7),
          created_at: text(TIME),
          next_attempt_at: null,
          sent_at: text(TIME),
          kind: 'invite',
          sequence: 0,
          contact_status: 'free',
          free_at: null,
          bounce: null,
        },
      ],
    });
    const [row] = answer.body.results;
    expect(Date.parse(row?.sent_at ?? '')).toBeGreaterThanOrEqual(Date.parse(row?.created_at ?? ''));
  });

  it('is empty before the first send', async () => {
    const { id } = await ada.createTopic();
    expect((await deliveriesPage(ada, id)).body).toEqual({
      count: 0,
      next: null,
      previous: null,
      results: [],
    });
  });

  it('puts the newest first, and tells which send a mail belongs to', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    await sendInvites(ada, id);
    for (const identifier of ['c@example.com', 'd@example.com']) {
      await ada.post(topicPath(id, 'add_interviewee/'), { identifier });
    }
    await sendInvites(ada, id);
    const rows = await deliveriesOf(ada, id);
    const addresses = rows.map((row) => row.email);
    expect(addresses.slice(0, 2).sort()).toEqual(['c@example.com', 'd@example.com']);
    expect(addresses.slice(2).sort()).toEqual(['a@example.com', 'b@example.com']);
    expect(rows[0]?.batch).toBe(rows[1]?.batch);
    expect(rows[2]?.batch).toBe(rows[3]?.batch);
    expect(rows[0]?.batch).not.toBe(rows[2]?.batch);
  });

  it('keeps a row per mail, also when a person is mailed again after a failure', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    parley.sink.refuse = () => 550;
    await sendInvites(ada, id);
    parley.sink.refuse = () => null;
    await sendInvites(ada, id);
    expect((await deliveriesOf(ada, id)).map((row) => [row.status, row.reason])).toEqual([
      ['sent', ''],
      ['failed', 'smtp_550'],
    ]);
  });

  it('shows each row once on its pages, whose links keep the filters', async () => {
    const { id } = await ada.createTopic();
    await insertDeliveries(parley.database, id, { count: 5, prefix: 'ann', status: 'failed' });
    await insertDeliveries(parley.database, id, { count: 2, prefix: 'ann-sent', status: 'sent' });
    await insertDeliveries(parley.database, id, { count: 2, prefix: 'bob', status: 'failed' });
    const filter = 'status=failed&search=ANN';
    const all = await deliveriesOf(ada, id, `?${filter}`);
    expect(all).toHaveLength(5);

    const pages = await walkPages<InviteDeliveryDto>(
      ada,
      `${parley.baseUrl}${ada.project}${topicPath(id, 'invites/')}?${filter}&limit=2`,
    );
    expect(pages.map((page) => [page.count, page.results.length])).toEqual([
      [5, 2],
      [5, 2],
      [5, 1],
    ]);
    expect(pages.flatMap((page) => page.results)).toEqual(all);
    const queries = pages.flatMap(({ next, previous }) =>
      [next, previous].filter((link) => link !== null).map((link) => new URL(link).searchParams),
    );
    expect(queries.map((query) => `${query.get('status')} ${query.get('search')}`)).toEqual(
      Array(4).fill('failed ANN'),
    );
    expect(await walkPages(ada, pages.at(-1)?.previous ?? '', 'previous')).toEqual([pages[1], pages[0]]);
  });

  it.each(['0', '-1', 'many', '1e2', ''])('falls back to 100 rows for limit=%s', async (limit) => {
    const { id } = await ada.createTopic();
    await insertDeliveries(parley.database, id, { count: 101, status: 'sent' });
    const { status, body } = await deliveriesPage(ada, id, `?limit=${limit}`);
    expect([status, body.count, body.results.length]).toEqual([200, 101, 100]);
  });

  it('filters by status', async () => {
    const { id } = await ada.createTopic();
    const statuses = ['queued', 'sending', 'sent', 'failed', 'cancelled'];
    for (const status of statuses) {
      await insertDeliveries(parley.database, id, { count: 1, prefix: `${status}-`, status });
    }
    for (const status of statuses) {
      const rows = await deliveriesOf(ada, id, `?status=${status}`);
      expect(rows.map((row) => [row.status, row.email])).toEqual([[status, `${status}-1@example.com`]]);
    }
  });

  it('filters by kind, and counts only that kind', async () => {
    const { id } = await ada.createTopic();
    await insertDeliveries(parley.database, id, { count: 2, prefix: 'invite', status: 'sent' });
    for (const sequence of [1, 3]) {
      const row = { count: 1, prefix: `reminder${sequence}-`, status: 'failed', sequence };
      await insertDeliveries(parley.database, id, { ...row, kind: 'reminder' });
    }
    await insertDeliveries(parley.database, id, {
      count: 1,
      prefix: 'thanks',
      status: 'sent',
      kind: 'thank_you',
    });
    const found = async (query: string) => {
      const { body } = await deliveriesPage(ada, id, query);
      return [body.count, body.results.map((row) => `${row.email} ${row.kind} ${row.sequence}`).sort()];
    };
    const [invites, reminders, thanks] = [
      ['invite1@example.com invite 0', 'invite2@example.com invite 0'],
      ['reminder1-1@example.com reminder 1', 'reminder3-1@example.com reminder 3'],
      ['thanks1@example.com thank_you 0'],
    ];
    expect(await found('?kind=invite')).toEqual([2, invites]);
    expect(await found('?kind=reminder')).toEqual([2, reminders]);
    expect(await found('?kind=thank_you')).toEqual([1, thanks]);
    expect(await found('?kind=reminder&status=sent')).toEqual([0, []]);
    expect(await found('?kind=reminder&status=failed&search=R3')).toEqual([1, reminders?.slice(1)]);
    expect(await found('')).toEqual([5, [...(invites ?? []), ...(reminders ?? []), ...(thanks ?? [])]]);
    expect((await deliveriesPage(ada, id, '?kind=reminder&limit=1')).body).toMatchObject({ count: 2 });
  });

  it.each(['Invite', 'thank-you', 'invite,reminder'])('refuses the kind %s', async (kind) => {
    const { id } = await ada.createTopic();
    const answer = await ada.get<ErrorBody>(topicPath(id, `invites/?kind=${kind}`));
    expect([answer.status, answer.body.code, answer.body.attr]).toEqual([400, 'invalid_input', 'kind']);
  });

  it('shows beside each mail whether its person may still be mailed', async () => {
    const { id } = await ada.createTopic();
    await insertDeliveries(parley.database, id, { count: 5, prefix: 'P', status: 'sent' });
    // Rows from before there were contacts have no mailbox of their own.
    await parley.database.query(
      `INSERT INTO contact (project_id, mailbox, status, later_until)
       SELECT t.project_id, person.mailbox, person.status, person.later_until
       FROM user_interview_topic t, (VALUES
         ('p1@example.com', 'opted_out', now() + interval '1 day'), ('p2@example.com', 'do_not_contact', NULL),
         ('p3@example.com', 'free', '2099-01-01T00:00:00Z'), ('p4@example.com', 'free', '2020-01-01T00:00:00Z')
       ) AS person (mailbox, status, later_until)
       WHERE t.id = $1`,
      [id],
    );
    const rows = await deliveriesOf(ada, id);
    expect(rows.map((row) => [row.email, row.contact_status, row.free_at]).sort()).toEqual([
      ['P1@example.com', 'opted_out', null],
      ['P2@example.com', 'do_not_contact', null],
      ['P3@example.com', 'cooling_down', '2099-01-01T00:00:00.000Z'],
      ['P4@example.com', 'free', null],
      ['P5@example.com', 'free', null],
    ]);
  });

  it('lists those that came back, also together with other filters', async () => {
    const { id } = await ada.createTopic();
    await insertDeliveries(parley.database, id, { count: 3, prefix: 'came-back', status: 'sent' });
    await parley.database.query(
      `UPDATE invite_delivery SET bounce_kind = 'soft', bounce_code = '', bounced_at = '2026-03-01T10:00:00Z'
       WHERE topic_id = $1 AND address <> 'came-back3@example.com'`,
      [id],
    );
    const { body } = await deliveriesPage(ada, id, '?bounced=true&limit=1');
    expect([body.count, body.results.length]).toEqual([2, 1]);
    expect(body.results[0]?.bounce).toEqual({ kind: 'soft', code: '', at: '2026-03-01T10:00:00.000Z' });
    expect(await addressesIn(ada, id, '?bounced=true&search=back1')).toEqual(['came-back1@example.com']);
    expect(await addressesIn(ada, id, '?bounced=true&status=failed')).toEqual([]);
    expect(await deliveriesOf(ada, id, '?bounced=false')).toHaveLength(3);
  });

  it('takes parameters that say null as not given', async () => {
    const { id } = await ada.createTopic();
    await insertDeliveries(parley.database, id, { count: 1, prefix: 'some-', status: 'sent' });
    expect(await deliveriesOf(ada, id, '?status=null&search=null&limit=null')).toHaveLength(1);
  });

  it.each(['delivered', 'SENT', 'sent,failed', "sent' OR 1=1"])('refuses the status %s', async (status) => {
    const { id } = await ada.createTopic();
    const answer = await ada.get<ErrorBody>(topicPath(id, `invites/?status=${encodeURIComponent(status)}`));
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ type: 'validation_error', code: 'invalid_input', attr: 'status' });
  });

  it.each([
    ['part of an address, in any case', 'GRACE@', ['grace@example.com']],
    ['part of a display name, in any case', 'hopp', ['grace@example.com']],
    ['a plain %', '%', ['a%b@example.com']],
    ['a plain _', '_', ['a_b@example.com']],
    ['both of them in a text', 'a%b', ['a%b@example.com']],
    ['a plain backslash, which nobody has', '\\', []],
    ['a quote', "o'hara", ["o'hara@example.com"]],
    [
      'blanks only, as no search',
      '   ',
      ['a%b@example.com', 'a_b@example.com', 'axb@example.com', 'grace@example.com', "o'hara@example.com"],
    ],
  ])('finds people by %s', async (_what, search, addresses) => {
    const { id } = await ada.createTopic({
      interviewee_emails: [
        'Grace Hopper <grace@example.com>',
        'a%b@example.com',
        'a_b@example.com',
        'axb@example.com',
        "o'hara@example.com",
      ],
    });
    await sendInvites(ada, id);
    expect(await addressesIn(ada, id, `?search=${encodeURIComponent(search)}`)).toEqual(addresses);
  });

  it('counts only what passes status and search together', async () => {
    const { id } = await ada.createTopic();
    await insertDeliveries(parley.database, id, { count: 3, prefix: 'ann', status: 'sent' });
    await insertDeliveries(parley.database, id, { count: 2, prefix: 'ann-no', status: 'failed' });
    await insertDeliveries(parley.database, id, { count: 4, prefix: 'bob', status: 'failed' });
    const { body } = await deliveriesPage(ada, id, '?status=failed&search=ann&limit=1');
    expect([body.count, body.results.length]).toEqual([2, 1]);
  });

  it('refuses a NUL in the search', async () => {
    const { id } = await ada.createTopic();
    const answer = await ada.get<ErrorBody>(topicPath(id, 'invites/?search=a%00b'));
    expect([answer.status, answer.body.attr]).toEqual([400, 'search']);
  });

  it('shows the invites of its own topic only', async () => {
    const [one, other] = [await ada.createTopic(), await ada.createTopic()];
    await insertDeliveries(parley.database, one.id, { count: 1, prefix: 'one', status: 'sent' });
    await insertDeliveries(parley.database, other.id, { count: 1, prefix: 'other', status: 'sent' });
    expect(await addressesIn(ada, one.id)).toEqual(['one1@example.com']);
  });
});

const ROW_COLUMNS: Exclude<keyof InviteDeliveryDto, 'bounce'>[] = [
  'interviewee_identifier',
  'email',
  'status',
  'attempts',
  'reason',
  'created_at',
  'next_attempt_at',
  'sent_at',
  'batch',
  'id',
  'kind',
  'sequence',
  'contact_status',
  'free_at',
];
const COLUMNS = [...ROW_COLUMNS, 'bounce_kind', 'bounce_code', 'bounced_at'];

describe('invite deliveries as CSV', () => {
  const ada = useClient(parley);

  /** Lines of a file without quoted line ends. */
  const linesOf = (text: string) => text.replace(/\r\n$/, '').split('\r\n');

  it('the CSV is a download named after the topic', async () => {
    const { id } = await ada.createTopic({ topic: 'Wöchentliche Planung?' });
    const answer = await ada.get(topicPath(id, 'invites/csv/'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="woechentliche-planung-invites.csv"',
    );
    expect(answer.text).toBe(`${COLUMNS.join()}\r\n`);
  });

  it('the CSV holds the rows of the list in the same order', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['a@example.com', 'b@example.com', 'c@example.com'],
    });
    parley.sink.refuse = (address) => (address.startsWith('b') ? 550 : null);
    await sendInvites(ada, id);
    const rows = await deliveriesOf(ada, id);
    const { text } = await ada.get(topicPath(id, 'invites/csv/'));
    expect(linesOf(text)).toEqual([
      COLUMNS.join(),
      ...rows.map((row) => [...ROW_COLUMNS.map((column) => row[column] ?? ''), '', '', ''].join()),
    ]);
  });

  it('makes no cell a formula, and quotes what needs it', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: [
        '=1+1@example.com',
        '+2@example.com',
        '-3@example.com',
        '"@SUM" <four@example.com>',
        '"Say ""hi"", Bob" <five@example.com>',
        '=9 <six@example.com>',
      ].map((identifier) => identifier.replace(/""/g, '\\"')),
    });
    await sendInvites(ada, id);
    const { text } = await ada.get(topicPath(id, 'invites/csv/'));
    const lines = linesOf(text).slice(1);
    expect(lines).toHaveLength(6);
    for (const cells of lines) expect(cells).not.toMatch(/(^|,)"?[=+\-@\t]/);
    const starts = lines.map((line) => line.slice(0, line.indexOf(',sent,')));
    expect(starts.sort()).toEqual(
      [
        `'+2@example.com,'+2@example.com`,
        `'-3@example.com,'-3@example.com`,
        `'=1+1@example.com,'=1+1@example.com`,
        `'=9 <six@example.com>,six@example.com`,
        `"""@SUM"" <four@example.com>",four@example.com`,
        `"""Say \\""hi\\"", Bob"" <five@example.com>",five@example.com`,
      ].sort(),
    );
  });

  // The file is read 2000 rows at a time; all rows of one insert have the same created_at.
  it.each([1999, 2000, 2001, 4000, 4500])('has each of %d rows once, streamed', async (count) => {
    const { id } = await ada.createTopic();
    const half = Math.floor(count / 2);
    await insertDeliveries(parley.database, id, { count: half, prefix: 'old', status: 'sent' });
    await insertDeliveries(parley.database, id, { count: count - half, prefix: 'new', status: 'failed' });
    const answer = await ada.get(topicPath(id, 'invites/csv/'));
    expect(answer.headers.get('content-length')).toBeNull();
    const lines = linesOf(answer.text).slice(1);
    const [stored] = await parley.database.query<{ ids: string[] }>(
      `SELECT array_agg(id ORDER BY created_at DESC, id DESC) AS ids FROM invite_delivery WHERE topic_id = $1`,
      [id],
    );
    expect(lines.map((line) => line.split(',')[COLUMNS.indexOf('id')])).toEqual(stored?.ids);
    expect(lines).toHaveLength(count);
  });

  it('holds the invites of its own topic only', async () => {
    const [one, other] = [await ada.createTopic(), await ada.createTopic()];
    await insertDeliveries(parley.database, one.id, { count: 1, prefix: 'one', status: 'sent' });
    await insertDeliveries(parley.database, other.id, { count: 3, prefix: 'other', status: 'sent' });
    const { text } = await ada.get(topicPath(one.id, 'invites/csv/'));
    expect(linesOf(text)).toHaveLength(2);
    expect(text).toContain('one1@example.com');
  });
});

const NOTHING = {
  queued: 0,
  sending: 0,
  sent: 0,
  failed: 0,
  uncertain: 0,
  cancelled: 0,
  total: 0,
  rate_per_second: 0,
  estimated_end: null,
};

describe('the summary of invite deliveries', () => {
  const ada = useClient(parley);

  it('is all zeros before the first send', async () => {
    const { id } = await ada.createTopic();
    expect(await summaryOf(ada, id)).toEqual(NOTHING);
  });

  it('counts the mails of its topic in each state', async () => {
    const [{ id }, other] = [await ada.createTopic(), await ada.createTopic()];
    const counts = { queued: 1, sending: 2, sent: 3, failed: 4, cancelled: 5 };
    for (const [status, count] of Object.entries(counts)) {
      await insertDeliveries(parley.database, id, { count, prefix: status, status, sentSecondsAgo: 3600 });
      await insertDeliveries(parley.database, other.id, { count: 7, prefix: status, status });
    }
    expect(await summaryOf(ada, id)).toEqual({ ...NOTHING, ...counts, total: 15 });
  });

  it('the summary has the rate of the last minute and the estimated end', async () => {
    const { id } = await ada.createTopic();
    const insert = (count: number, prefix: string, status: string, sentSecondsAgo?: number) =>
      insertDeliveries(parley.database, id, { count, prefix, status, sentSecondsAgo });
    await insert(50, 'first', 'sent', 25);
    await insert(50, 'second', 'sent', 10);
    await insert(500, 'long-ago', 'sent', 3600);
    await insert(90, 'wait', 'queued');
    await insert(10, 'work', 'sending');
    const asked = Date.now();
    const { rate_per_second: rate, estimated_end: end } = await summaryOf(ada, id);
    // 100 mails in 25 seconds, and a little for the time that this test takes.
    expect(rate).toBeGreaterThan(2.5);
    expect(rate).toBeLessThanOrEqual(4);
    const secondsLeft = (Date.parse(end ?? '') - asked) / 1000;
    expect(secondsLeft).toBeGreaterThan(100 / 4.1);
    expect(secondsLeft).toBeLessThan(100 / 2.5 + 5);
  });

  it('the summary estimates no end when nothing is queued', async () => {
    const { id } = await ada.createTopic();
    await insertDeliveries(parley.database, id, { count: 10, status: 'sent', sentSecondsAgo: 5 });
    const { rate_per_second: rate, estimated_end: end } = await summaryOf(ada, id);
    expect(rate).toBeGreaterThan(0);
    expect(end).toBeNull();
  });

  it('the summary estimates no end when nothing was sent in the last minute', async () => {
    const { id } = await ada.createTopic();
    await insertDeliveries(parley.database, id, {
      count: 10,
      prefix: 'old',
      status: 'sent',
      sentSecondsAgo: 120,
    });
    await insertDeliveries(parley.database, id, { count: 10, prefix: 'new', status: 'queued' });
    expect(await summaryOf(ada, id)).toMatchObject({ rate_per_second: 0, estimated_end: null, queued: 10 });
  });
});
