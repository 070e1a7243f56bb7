import { DeliveryService } from '../../src/invites/delivery/delivery.service';
import { useClient, useTestApp } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';
import { linksOf, liveLinksIn, outcomes, sendInvites, storedDeliveries } from '../support/builders/invites';
import { type Answer, topicPath } from '../support/clients/api-client';

describe('send_invites beside other requests', () => {
  const parley = useTestApp({ mailConnections: 1 });
  const ada = useClient(parley);

  const remove = (id: string, identifier: string) =>
    ada.post(topicPath(id, 'remove_interviewee/'), { identifier });
  /** Runs something after the send is written down and before its first mail. */
  const beforeMailing = (work: () => Promise<unknown>) => {
    const deliveries = parley.app.get(DeliveryService, { strict: false });
    const deliverNow = deliveries.deliverNow.bind(deliveries);
    jest.spyOn(deliveries, 'deliverNow').mockImplementationOnce(async (...batch) => {
      await work();
      return deliverNow(...batch);
    });
  };

  it('does not mail somebody who is removed while a synchronous send mails others, and says so', async () => {
    parley.sink.delay = 300;
    const { id } = await ada.createTopic({
      interviewee_emails: ['a@example.com', 'b@example.com', 'c@example.com'],
    });
    const sending = sendInvites(ada, id);
    await parley.sink.waitFor(1);
    await remove(id, 'c@example.com');
    expect(outcomes(await sending)).toEqual([
      'a@example.com: sent',
      'b@example.com: sent',
      'c@example.com: error:link_disabled',
    ]);
    expect(parley.sink.recipients()).toEqual(['a@example.com', 'b@example.com']);
  });

  it('does not claim to have mailed somebody who was removed just before the first mail', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    beforeMailing(() => remove(id, 'a@example.com'));
    expect(outcomes(await sendInvites(ada, id))).toEqual([
      'a@example.com: error:link_disabled',
      'b@example.com: sent',
    ]);
    expect(parley.sink.recipients()).toEqual(['b@example.com']);
  });

  it('does not claim to have mailed people of a topic that was deleted just before the first mail', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    beforeMailing(() => ada.delete(topicPath(id)));
    const answer = await sendInvites(ada, id);
    expect(answer.status).toBeLessThan(500);
    expect((answer.body.results ?? []).filter((result) => result.sent)).toEqual([]);
    expect(parley.sink.recipients()).toEqual([]);
  });

  it('keeps its promises in a crowd: no error, one mail per link, and everybody gets the one that works', async () => {
    const people = ['a', 'b', 'c', 'd'].map((name) => `${name}@example.com`);
    const { id } = await ada.createTopic({ interviewee_emails: people });
    for (let round = 0; round < 5; round++) {
      const person = people[round % people.length] ?? '';
      const answers: Answer<unknown>[] = await Promise.all([
        sendInvites(ada, id, { send_async: true }),
        remove(id, person),
        sendInvites(ada, id),
        ada.post(topicPath(id, 'generate_links/')),
        ada.post(topicPath(id, 'add_interviewee/'), { identifier: person }),
        ada.post(topicPath(id, 'interviewees/bulk/'), {
          items: [...people].reverse().map((identifier) => ({
            interviewee_identifier: identifier,
            agent_context: `Round ${round}`,
          })),
          on_conflict: 'update',
        }),
        ada.post(topicPath(id, 'rotate_link/'), { identifier: people[(round + 1) % people.length] }),
        sendInvites(ada, id, { send_async: true }),
      ]);
      expect(answers.map((answer) => answer.status).filter((status) => status >= 500)).toEqual([]);
    }
    await ada.patch(topicPath(id), { interviewee_emails: people });
    await sendInvites(ada, id);
    await waitUntil('nothing is on its way', async () =>
      (await storedDeliveries(parley.database)).every((row) => !/queued|sending/.test(row.status)),
    );
    const mailed = (await parley.sink.parsed()).flatMap((mail) => liveLinksIn(mail.text ?? ''));
    expect(new Set(mailed).size).toBe(mailed.length);
    // Each person who is targeted in the end has been mailed a link that works.
    const links = (await linksOf(ada, id)).map((link) => link.interview_url);
    expect(links).toHaveLength(people.length);
    expect(links.filter((url) => !mailed.includes(url))).toEqual([]);
  });
});
