import type { InviteDeliveryDto } from '../../src/invites/status/invite-delivery.dto';
import { topicPath } from '../support/clients/api-client';
import { sendInvites } from '../support/builders/invites';
import { deliveriesOf, insertDeliveries } from '../support/builders/deliveries';
import { useClient, useTestApp } from '../support/app/test-app';

const COLUMNS: (keyof InviteDeliveryDto)[] = [
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
];

describe('the ledger as CSV', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  /** Lines of a file without quoted line ends. */
  const linesOf = (text: string) => text.replace(/\r\n$/, '').split('\r\n');

  it('is a download named after the topic', async () => {
    const { id } = await ada.createTopic({ topic: 'Wöchentliche Planung?' });
    const answer = await ada.get(topicPath(id, 'invites/csv/'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="woechentliche-planung-invites.csv"',
    );
    expect(answer.text).toBe(`${COLUMNS.join()}\r\n`);
  });

  it('holds what the list shows, in the same order', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['a@example.com', 'b@example.com', 'c@example.com'],
    });
    parley.sink.refuse = (address) => (address.startsWith('b') ? 550 : null);
    await sendInvites(ada, id);
    const rows = await deliveriesOf(ada, id);
    const { text } = await ada.get(topicPath(id, 'invites/csv/'));
    expect(linesOf(text)).toEqual([
      COLUMNS.join(),
      ...rows.map((row) => COLUMNS.map((column) => row[column] ?? '').join()),
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
    expect(lines.map((line) => line.split(',').at(-1))).toEqual(stored?.ids);
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
