import { setTimeout as sleep } from 'node:timers/promises';
import { describeFaults, FAULT_TEST_MS, FaultFixture, withFixture } from '../support/faults/fault-fixture';
import { waitUntil } from '../support/app/wait-until';
import { createWebhook } from '../support/builders/webhooks';
import { WebhookReceiver } from '../support/fakes/webhook-receiver';

const KILLS = 20;
const CHANGES_PER_KILL = 3;
const PRIVATE = { WEBHOOK_ALLOW_PRIVATE: 'true' };

describeFaults('when a worker is killed between a change and its webhook', () => {
  afterAll(() => FaultFixture.closeAll());

  it(
    'no message is lost, and one that comes twice has the same id',
    withFixture(async (fixture) => {
      const receiver = await WebhookReceiver.start();
      try {
        const web = await fixture.startWeb(PRIVATE);
        const ada = await fixture.clientOf(web, ['*']);
        const { status } = await createWebhook(ada, receiver.url, {
          events: ['contact.opted_out'],
          include_personal_data: true,
        });
        expect(status).toBe(201);
        // A part of the time that a request takes, so that kills fall before, into and after it.
        receiver.answer = (_, response) => void setTimeout(() => response.writeHead(204).end(), 15);
        const people: string[] = [];
        for (let kill = 0; kill < KILLS; kill++) {
          const worker = await fixture.startWorker(PRIVATE);
          for (let change = 0; change < CHANGES_PER_KILL; change++) {
            const email = `p${kill}-${change}@example.com`;
            people.push(email);
            expect((await ada.post('/contacts/', { email, status: 'opted_out' })).status).toBe(200);
          }
          // Within the second after which the worker looks for messages.
          await sleep((1100 / KILLS) * kill);
          await worker.end('SIGKILL');
        }
        await fixture.startWorker(PRIVATE);
        const told = () => new Set(receiver.messages.map(({ body }) => body.data.email));
        await waitUntil('everybody is told of', () => told().size === people.length, 120_000);
        expect([...told()].sort()).toEqual([...people].sort());
        const idsOf = new Map<unknown, Set<string>>();
        for (const { id, body } of receiver.messages) {
          idsOf.set(body.data.email, (idsOf.get(body.data.email) ?? new Set()).add(id));
        }
        expect([...idsOf.values()].filter((ids) => ids.size > 1)).toEqual([]);
        await waitUntil('all are recorded', async () => {
          const left = await fixture.database.query(
            `SELECT FROM webhook_message WHERE status <> 'delivered'`,
          );
          return left.length === 0;
        });
      } finally {
        await receiver.stop();
      }
    }),
    FAULT_TEST_MS,
  );
});
