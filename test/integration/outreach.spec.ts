import fc from 'fast-check';
import { canonicalMailbox } from '../../src/identifiers/identifier';
import { useClient, useTestApp } from '../support/app/test-app';
import { deliveriesOf } from '../support/builders/deliveries';
import { sendInvites } from '../support/builders/invites';
import { letDaysPass, remind, sendDueMails, untilNothingWaits } from '../support/builders/reminders';
import { topicPath } from '../support/clients/api-client';

const CASES = 2000;
const PEOPLE_PER_TOPIC = 100;
const BLOCKING = ['opted_out', 'bounced'] as const;

/** A mailbox in two spellings: as the topic targets it, and as the contact was marked. */
interface Person {
  targeted: string;
  marked: string;
  status: (typeof BLOCKING)[number] | 'free';
}

const DOMAINS = ['example.com', 'bücher.example', 'xn--bcher-kva.example', 'mail.example.org'];
const word = fc.stringMatching(/^[a-z]{3,8}$/);
const person = (n: number): fc.Arbitrary<Person> =>
  fc
    .record({
      local: fc.tuple(word, fc.constantFrom('', '+tag', '.lovelace', '_x')).map(([a, b]) => `${a}${n}${b}`),
      domain: fc.constantFrom(...DOMAINS),
      name: fc.constantFrom('', 'Ada Lovelace', '"Lovelace, Ada"', 'Jürgen'),
      upper: fc.constantFrom('none', 'local', 'all'),
      status: fc.constantFrom('free', ...BLOCKING),
    })
    .map(({ local, domain, name, upper, status }) => {
      const address = `${upper === 'none' ? local : local.toUpperCase()}@${upper === 'all' ? domain.toUpperCase() : domain}`;
      return {
        targeted: name === '' ? address : `${name} <${address}>`,
        marked: `${local}@${domain}`,
        status,
      };
    });

/** One row, of the first person: the document's format for addresses leaves out domains in other scripts. */
const FIRST_ROW = '?limit=1';

/** A way by which mails go out, on a topic whose people have not been mailed yet. */
type Path = (topicId: string) => Promise<void>;

describe('mails to contacts', () => {
  const parley = useTestApp({ role: 'web', sendSyncMaxRecipients: 10_000, requestsPerMinute: 100_000 });
  const ada = useClient(parley);

  beforeEach(() => parley.sink.reset());
  afterEach(async () => {
    await parley.database.query('DELETE FROM user_interview_topic');
    await parley.database.query('DELETE FROM contact');
    await parley.database.query(
      'UPDATE project SET max_invites = NULL, max_invites_days = NULL, count_reminders = false',
    );
  });

  const mark = (people: Person[]) =>
    parley.database.query(
      `INSERT INTO contact (project_id, mailbox, status)
       SELECT $1, mailbox, status FROM unnest($2::text[], $3::text[]) AS marked (mailbox, status)
       ON CONFLICT (project_id, mailbox) DO UPDATE SET status = excluded.status`,
      [
        ada.projectId,
        people.map(({ marked }) => canonicalMailbox(marked)),
        people.map(({ status }) => status),
      ],
    );
  /** Past the client, which would compare the address in the answer with the document. */
  const retry = (id: string, mail: string) =>
    fetch(`${ada.baseUrl}${ada.project}${topicPath(id, `invites/${mail}/retry/`)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ada.key}` },
    });
  const received = () => parley.sink.recipients().map(canonicalMailbox);
  const free = (people: Person[]) =>
    people
      .filter(({ status }) => status === 'free')
      .map(({ marked }) => canonicalMailbox(marked))
      .sort();

  /** Each path mails the free people, so that a path that mails nobody does not pass. */
  const paths: Record<string, { markFirst: boolean; run: Path }> = {
    'a synchronous send': {
      markFirst: true,
      run: async (id) => void (await sendInvites(ada, id, { send_async: false }, FIRST_ROW)),
    },
    'a queued send': {
      markFirst: true,
      run: async (id) => {
        await sendInvites(ada, id, {}, FIRST_ROW);
        await untilNothingWaits(parley.database);
      },
    },
    'a send that overrides the contact rules': {
      markFirst: true,
      run: async (id) =>
        void (await sendInvites(
          ada,
          id,
          { send_async: false, override_contact_rules: true, override_reason: 'They agreed.' },
          FIRST_ROW,
        )),
    },
    'a reminder by call': {
      markFirst: false,
      run: async (id) => {
        await remind(ada, id, {}, FIRST_ROW);
        await untilNothingWaits(parley.database);
      },
    },
    'a reminder by itself': { markFirst: false, run: () => sendDueMails(parley) },
    'a retry': {
      markFirst: false,
      run: async (id) => {
        await parley.database.query(`UPDATE invite_delivery SET status = 'failed' WHERE topic_id = $1`, [id]);
        const mails = await parley.database.query<{ id: string }>(
          `SELECT id FROM invite_delivery WHERE topic_id = $1`,
          [id],
        );
        for (const mail of mails) await retry(id, mail.id);
        await untilNothingWaits(parley.database);
      },
    },
    thanks: {
      markFirst: false,
      run: async (id) => {
        await parley.database.query(
          `INSERT INTO user_interview (project_id, topic_id, created_by_id, kind, interviewee_identifier, interviewee_emails, mailbox, status, completed_at)
           SELECT t.project_id, t.id, t.created_by_id, 'personal', s.identifier, ARRAY[d.address], d.mailbox, 'completed', now()
           FROM user_interview_topic t JOIN sharing_configuration s ON s.topic_id = t.id
           JOIN invite_delivery d ON d.share_id = s.id WHERE t.id = $1`,
          [id],
        );
        await sendDueMails(parley);
      },
    },
  };

  const perPath = Math.ceil(CASES / Object.keys(paths).length / PEOPLE_PER_TOPIC);
  it.each(Object.entries(paths))(
    'never reach an opted-out or bounced mailbox, however it is spelled: %s',
    async (_name, { markFirst, run }) => {
      for (let round = 0; round < perPath; round++) {
        const people = Array.from(
          { length: PEOPLE_PER_TOPIC },
          (_, n) => fc.sample(person(n), 1)[0] as Person,
        );
        people[0] = { targeted: 'first@example.com', marked: 'first@example.com', status: 'free' };
        if (markFirst) await mark(people);
        const { id } = await ada.createTopic({
          interviewee_emails: people.map(({ targeted }) => targeted),
          reminder_count: 1,
          thank_you: true,
        });
        if (!markFirst) {
          await sendInvites(ada, id, { send_async: false }, FIRST_ROW);
          await letDaysPass(parley.database, id, 10);
          await mark(people);
        }
        parley.sink.reset();
        await run(id);
        expect(received().sort()).toEqual(free(people));
        await parley.database.query('DELETE FROM user_interview_topic');
      }
    },
    120_000,
  );

  it('stop when the person opts out after the server has taken the recipient, right before the text', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['ada@example.com', 'grace@example.com'] });
    parley.sink.refuse = async (address) => {
      if (address === 'ada@example.com') {
        await parley.database.query(`UPDATE contact SET status = 'opted_out' WHERE mailbox = $1`, [address]);
      }
      return null;
    };
    const { body } = await sendInvites(ada, id);
    expect(body.results.map(({ sent, reason }) => [sent, reason])).toEqual([
      [false, 'opted_out'],
      [true, ''],
    ]);
    expect(parley.sink.recipients()).toEqual(['grace@example.com']);
    const ledger = await deliveriesOf(ada, id);
    expect(ledger.map(({ email, status, reason }) => [email, status, reason]).sort()).toEqual([
      ['ada@example.com', 'cancelled', 'opted_out'],
      ['grace@example.com', 'sent', ''],
    ]);
  });

  it('never exceed the limit of invites when two topics send to the same people at one moment', async () => {
    await parley.database.query('UPDATE project SET max_invites = 1, max_invites_days = 30');
    for (let round = 0; round < 20; round++) {
      const people = Array.from({ length: 30 }, (_, n) => `round${round}.${n}@example.com`);
      const topics = await Promise.all(
        [people, [...people].reverse()].map((interviewee_emails) => ada.createTopic({ interviewee_emails })),
      );
      const answers = await Promise.all(topics.map(({ id }) => sendInvites(ada, id, {})));
      const reasons = answers.flatMap(({ body }) => body.results.map(({ reason }) => reason));
      expect(reasons.filter((reason) => reason === '')).toHaveLength(30);
      expect(reasons.filter((reason) => reason === 'recently_contacted')).toHaveLength(30);
    }
    await untilNothingWaits(parley.database);
    const [row] = await parley.database.query<{ most: number }>(
      `SELECT max(mails)::integer AS most FROM (SELECT count(*) AS mails FROM invite_delivery GROUP BY mailbox) AS counted`,
    );
    expect(row?.most).toBe(1);
  }, 60_000);

  it('agree with the dry run row by row for 10 000 people in mixed states', async () => {
    const people = Array.from({ length: 10_000 }, (_, n) => `Person ${n} <person${n}@example.com>`);
    const { id } = await ada.createTopic({
      interviewee_emails: people,
      interviewee_distinct_ids: ['user-42'],
    });
    await ada.post(topicPath(id, 'generate_links/'));
    await parley.database.query(`UPDATE project SET max_invites = 1, max_invites_days = 30`);
    // Each hundred holds every state: marked contacts, a person's own "later", answers, and mails of this topic and others.
    await parley.database.query(
      `INSERT INTO contact (project_id, mailbox, status, later_until)
       SELECT $1, 'person' || n || '@example.com',
              CASE n % 10 WHEN 1 THEN 'opted_out' WHEN 2 THEN 'bounced' WHEN 3 THEN 'do_not_contact' ELSE 'free' END,
              CASE n % 10 WHEN 4 THEN now() + interval '3 days' END
       FROM generate_series(0, 9999) AS n WHERE n % 10 BETWEEN 1 AND 4`,
      [ada.projectId],
    );
    await parley.database.query(
      `INSERT INTO user_interview (project_id, topic_id, created_by_id, kind, interviewee_identifier, interviewee_emails, status, completed_at, declined_at)
       SELECT t.project_id, t.id, t.created_by_id, 'personal', 'Person ' || n || ' <person' || n || '@example.com>',
              ARRAY['person' || n || '@example.com'], CASE n % 10 WHEN 5 THEN 'completed' ELSE 'declined' END, now(), now()
       FROM user_interview_topic t, generate_series(0, 9999) AS n WHERE t.id = $1 AND n % 10 IN (5, 6)`,
      [id],
    );
    const other = await ada.createTopic({
      interviewee_emails: people.filter((_, n) => n % 10 === 7).slice(0, 500),
    });
    await sendInvites(ada, other.id, {});
    await untilNothingWaits(parley.database);

    const dry = await sendInvites(ada, id, { dry_run: true });
    const real = await sendInvites(ada, id, {});
    const rows = ({ body }: typeof dry) =>
      body.results.map(({ interviewee_identifier, sent, reason, free_at }) => [
        interviewee_identifier,
        sent,
        reason,
        free_at,
      ]);
    expect(rows(real)).toEqual(rows(dry));
    expect(dry.body).toMatchObject({
      totals: {
        would_send: 3500,
        opted_out: 1000,
        bounced: 1000,
        do_not_contact: 1000,
        recently_contacted: 1500,
        completed: 1000,
        declined: 1000,
        not_an_email: 1,
      },
      warnings: { contexts_without_target: 0, targets_without_context: 10_001 },
    });
    expect(real.body).not.toHaveProperty('totals');
    await ada.post(topicPath(id, 'invites/cancel/'));
    await untilNothingWaits(parley.database);
  }, 60_000);
});
