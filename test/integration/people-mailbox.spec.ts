import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '../../src/bootstrap/logging';
import { startMailboxServer } from '../../src/dev/mailbox/mailbox-server';
import { startTestApp } from '../support/app/test-app';
import { sendInvites } from '../support/builders/invites';

it('erases a person from the mailbox of the demo, too', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'erased-'));
  const mailbox = await startMailboxServer({ dataDir });
  const app = await startTestApp({ smtpUrl: mailbox.smtpUrl }, createLogger('silent'), mailbox.store);
  try {
    const ada = await app.client({ scopes: ['*'] });
    const { id } = await ada.createTopic({
      interviewee_emails: ['Grace Hopper <GRACE@example.com>', 'bob@example.com'],
    });
    await sendInvites(ada, id);
    const recipients = async () => {
      const { messages } = await mailbox.store.list(10, 0);
      return messages.map(({ addresses }) => addresses).sort();
    };
    expect(await recipients()).toEqual(['GRACE@example.com', 'bob@example.com']);
    await ada.post('/people/erase/', { identifier: 'grace@example.com', dry_run: true });
    expect(await recipients()).toHaveLength(2);
    await ada.post('/people/erase/', { identifier: 'grace@example.com', confirm: true });
    expect(await recipients()).toEqual(['bob@example.com']);
  } finally {
    await app.close();
    await mailbox.stop();
    await rm(dataDir, { recursive: true });
  }
});
