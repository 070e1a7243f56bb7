import { setTimeout as sleep } from 'node:timers/promises';
import { CLAIM_SECONDS } from '../../src/invites/delivery/delivery.service';
import { sendInvites } from '../support/builders/invites';
import { letDaysPass } from '../support/builders/reminders';
import { topicPath } from '../support/clients/api-client';
import {
  describeFaults,
  FAULT_TEST_MS,
  FaultFixture,
  IN_FLIGHT,
  withFixture,
} from '../support/faults/fault-fixture';

const KILLS = 20;
const PEOPLE_PER_TOPIC = 60;

describeFaults('when workers are killed while reminders go out', () => {
  afterAll(() => FaultFixture.closeAll());

  it(
    'everybody gets one, and twice only what was in flight, as the same message',
    withFixture(async (fixture) => {
      const client = await fixture.clientOf(await fixture.startWeb());
      const inviting = await fixture.startWorker();
      const topics: string[] = [];
      for (let n = 0; n < KILLS; n++) {
        const interviewee_emails = Array.from(
          { length: PEOPLE_PER_TOPIC },
          (_, p) => `t${n}p${p}@example.com`,
        );
        const { id } = await client.createTopic({ interviewee_emails });
        await sendInvites(client, id, { send_async: true });
        topics.push(id);
      }
      await fixture.untilAllSent();
      await inviting.end('SIGKILL');
      fixture.mailServer.accepted.splice(0);
      fixture.mailServer.delay = 15;

      for (const [kill, id] of topics.entries()) {
        await client.patch(topicPath(id), { reminder_count: 1 });
        await letDaysPass(fixture.database, id, 3);
        const before = fixture.mailServer.accepted.length;
        const worker = await fixture.startWorker();
        // A worker writes what is due when it starts, and mails it then: killed at once, or after some of the mails.
        if (kill % 4 !== 0) {
          await fixture.untilAccepted(before + Math.floor((PEOPLE_PER_TOPIC / 2) * Math.random()));
        }
        await sleep(Math.random() * 20);
        await worker.end('SIGKILL');
      }
      // Two more, so that they also look for due reminders beside each other.
      await Promise.all([fixture.startWorker(), fixture.startWorker()]);
      await fixture.untilAccepted(KILLS * PEOPLE_PER_TOPIC, (CLAIM_SECONDS + 90) * 1000);
      await fixture.untilAllSent((CLAIM_SECONDS + 90) * 1000);

      const written = await fixture.database.query<{ mails: number; links: number; people: number }>(
        `SELECT count(*)::integer AS mails, count(DISTINCT follow_up_share_id)::integer AS links,
                count(DISTINCT address)::integer AS people
         FROM invite_delivery WHERE kind = 'reminder' AND sequence = 1 AND status = 'sent'`,
      );
      const everybody = KILLS * PEOPLE_PER_TOPIC;
      expect(written).toEqual([{ mails: everybody, links: everybody, people: everybody }]);
      expect(fixture.mailServer.recipients()).toHaveLength(everybody);
      const doubles = fixture.mailServer.doubles();
      expect(doubles.length).toBeLessThanOrEqual(KILLS * IN_FLIGHT);
      for (const { messageIds } of doubles) expect(messageIds).toHaveLength(1);
    }),
    FAULT_TEST_MS,
  );
});
