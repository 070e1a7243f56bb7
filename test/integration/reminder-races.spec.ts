import { setTimeout as sleep } from 'node:timers/promises';
import { UnsubscribeTokens } from '../../src/contacts/unsubscribe-tokens';
import { ClaimsRepository } from '../../src/invites/delivery/claims.repository';
import { DueMailsService } from '../../src/invites/reminders/due-mails.service';
import { linksOf, sendInvites } from '../support/builders/invites';
import { letDaysPass, untilNothingWaits } from '../support/builders/reminders';
import { useClient, useTestApp } from '../support/app/test-app';
import { topicPath } from '../support/clients/api-client';
import { InterviewVisitor } from '../support/clients/interview-visitor';

const ROUNDS = 10;
const PEOPLE_PER_ROUND = 20;
/** The reminders of a round go out during about this time, in milliseconds. */
const SENDING_MS = 500;

type Event = 'reply' | 'decline' | 'opt-out' | 'removal';
const EVENTS: readonly Event[] = ['reply', 'decline', 'opt-out', 'removal'];
const REASONS: Readonly<Record<Event, string>> = {
  reply: 'completed',
  decline: 'declined',
  'opt-out': 'opted_out',
  removal: 'link_disabled',
};

describe('a reminder that is due at the moment at which its person answers or is lost', () => {
  const parley = useTestApp({ role: 'web', mailConnections: 1 });
  const ada = useClient(parley);
  /** When the last check of a mail began, by the id of the mail. */
  const checkedAt = new Map<string, number>();
  /** When the event of a person was known to be committed, by address. */
  const committedAt = new Map<string, number>();
  const eventOf = new Map<string, Event>();

  beforeAll(() => {
    const claims = parley.app.get(ClaimsRepository, { strict: false });
    const check = claims.check.bind(claims);
    jest.spyOn(claims, 'check').mockImplementation((ids) => {
      for (const id of ids) checkedAt.set(id, performance.now());
      return check(ids);
    });
  });

  /** Prepares an event, and returns what makes it happen: one request, which answers when it is committed. */
  async function prepare(id: string, identifier: string, url: string, event: Event) {
    const visitor = new InterviewVisitor(parley.baseUrl, new URL(url).pathname);
    if (event === 'removal') return () => ada.post(topicPath(id, 'remove_interviewee/'), { identifier });
    if (event === 'decline') return () => visitor.send({ act: 'decline' });
    if (event === 'reply') {
      await visitor.start();
      await visitor.answer(0, 'On paper.');
      await visitor.answer(1, '');
      return () => visitor.send({ act: 'complete' });
    }
    const [ids] = await parley.database.query<{ contactId: string; shareId: string }>(
      `SELECT c.id AS "contactId", d.share_id AS "shareId" FROM invite_delivery d JOIN contact c ON c.mailbox = d.mailbox
       WHERE d.topic_id = $1 AND d.address = $2`,
      [id, identifier],
    );
    const tokens = parley.app.get(UnsubscribeTokens, { strict: false });
    const token = tokens.create(ids ?? { contactId: '', shareId: '' });
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    return () => fetch(`${parley.baseUrl}/unsubscribe/${token}`, { method: 'POST', body });
  }

  async function playRound(round: number): Promise<void> {
    const emails = Array.from({ length: PEOPLE_PER_ROUND }, (_, n) => `r${round}p${n}@example.com`);
    const { id } = await ada.createTopic({
      interviewee_emails: emails,
      questions: ['How?'],
      reminder_count: 1,
    });
    await sendInvites(ada, id);
    const events: (() => Promise<void>)[] = [];
    for (const [n, { interviewee_identifier: email, interview_url }] of (await linksOf(ada, id)).entries()) {
      const event = EVENTS[n % EVENTS.length] ?? 'reply';
      eventOf.set(email, event);
      const happen = await prepare(id, email, interview_url, event);
      events.push(async () => {
        await sleep(Math.random() * SENDING_MS);
        const { status } = await happen();
        if (status >= 400) throw new Error(`${event} of ${email} answered ${status}`);
        committedAt.set(email, performance.now());
      });
    }
    await letDaysPass(parley.database, id, 3);
    await Promise.all([
      parley.app.get(DueMailsService, { strict: false }).queueDue(),
      ...events.map((event) => event()),
    ]);
    await untilNothingWaits(parley.database);
  }

  it('goes out only if it was checked before that was committed, in 200 rounds', async () => {
    parley.sink.delay = 15;
    for (let round = 0; round < ROUNDS; round++) await playRound(round);
    const mails = await parley.database.query<{ id: string; address: string; end: string }>(
      `SELECT id, address, CASE status WHEN 'sent' THEN 'sent' ELSE last_error END AS end
       FROM invite_delivery WHERE kind = 'reminder'`,
    );
    const outcomes = new Map<string, number>();
    for (const { id, address, end } of mails) {
      const event = eventOf.get(address) ?? 'reply';
      outcomes.set(`${event} ${end}`, (outcomes.get(`${event} ${end}`) ?? 0) + 1);
      expect(['sent', REASONS[event]]).toContain(end);
      const received = parley.sink.recipients().filter((recipient) => recipient === address).length;
      // One of them is the invite.
      expect([address, received]).toEqual([address, end === 'sent' ? 2 : 1]);
      const late = (checkedAt.get(id) ?? Infinity) > (committedAt.get(address) ?? 0);
      expect([address, event, late && end === 'sent']).toEqual([address, event, false]);
    }
    // Both ends were seen, so the moments were close.
    const ends = [...outcomes.keys()];
    expect(ends.filter((key) => key.endsWith(' sent')).length).toBeGreaterThan(0);
    expect(ends.filter((key) => !key.endsWith(' sent')).length).toBeGreaterThan(0);
    expect(committedAt.size).toBe(ROUNDS * PEOPLE_PER_ROUND);
  }, 120_000);
});
