import { simpleParser } from 'mailparser';
import { SignInLinksService } from '../../src/sign-in/sign-in-links.service';
import { SignInMailer } from '../../src/sign-in/sign-in-mailer';
import { useTestApp } from '../support/app/test-app';

const parley = useTestApp();
const links = () => parley.app.get(SignInLinksService, { strict: false });
const tokenOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);

async function newUser(email: string): Promise<string> {
  await parley.client({ email });
  const [user] = await parley.database.query<{ id: string }>('SELECT id FROM "user" WHERE email = $1', [
    email,
  ]);
  return user?.id ?? '';
}

describe('links that sign in', () => {
  it('sign their user in once, whatever number of requests come at the same time', async () => {
    const userId = await newUser('once@parley.test');
    const url = await links().create(userId, { validMinutes: 15, next: '/console/topics?page=2' });
    expect(url).toMatch(/^https:\/\/parley\.example\.com\/sign-in\/[\w-]{43}$/);
    expect((await links().findUser(tokenOf(url)))?.email).toBe('once@parley.test');
    const claims = await Promise.all(Array.from({ length: 20 }, () => links().claim(tokenOf(url))));
    expect(claims.filter((claim) => claim !== null)).toEqual([{ userId, next: '/console/topics?page=2' }]);
    expect(await links().findUser(tokenOf(url))).toBeNull();
  });

  it('end when their time is over, and are deleted when the next one is made', async () => {
    const userId = await newUser('late@parley.test');
    const count = async () =>
      (await parley.database.query('SELECT 1 FROM sign_in_link WHERE user_id = $1', [userId])).length;
    const token = tokenOf(await links().create(userId, { validMinutes: 15 }));
    await parley.database.query(`UPDATE sign_in_link SET expires_at = now() WHERE user_id = $1`, [userId]);
    expect([await links().findUser(token), await links().claim(token)]).toEqual([null, null]);
    expect(await count()).toBe(1);
    await links().create(await newUser('next@parley.test'), { validMinutes: 15 });
    expect(await count()).toBe(0);
  });

  it('are stored as a hash alone', async () => {
    const token = tokenOf(await links().create(await newUser('hash@parley.test'), { validMinutes: 15 }));
    const rows = await parley.database.query<{ row: string }>(
      'SELECT sign_in_link::text AS row FROM sign_in_link',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ row }) => row).join()).not.toContain(token);
  });
});

describe('mails with a link that signs in', () => {
  const url = 'https://parley.example.com/sign-in/token';
  const to = { name: 'Ada Lovelace', address: 'ada@parley.test' };
  const sent = async () => {
    const [mail] = parley.sink.mails;
    if (!mail) throw new Error('No mail came.');
    const raw = mail.raw.toString();
    return { raw, recipients: mail.recipients, mail: await simpleParser(mail.raw) };
  };
  const mailer = () => parley.app.get(SignInMailer, { strict: false });

  it.each([
    ['en', 'Your link to sign in to Parley', 'for 15 minutes', 'Hello Ada Lovelace,'],
    ['de', 'Ihr Link zur Anmeldung bei Parley', 'gilt 15 Minuten', 'Guten Tag Ada Lovelace,'],
    ['es', 'Su enlace para entrar en Parley', 'durante 15 minutos', 'Hola, Ada Lovelace:'],
  ] as const)('are in the language of the person: %s', async (language, subject, validity, greeting) => {
    await mailer().sendLink(to, url, language);
    const { mail, raw, recipients } = await sent();
    expect(recipients).toEqual(['ada@parley.test']);
    expect(mail.subject).toBe(subject);
    for (const body of [mail.text?.replace(/\n/g, ' '), String(mail.html)]) {
      expect(body).toContain(url);
      expect(body).toContain(validity);
      expect(body).toContain(greeting);
      expect(body).toContain('parley.example.com');
    }
    expect(mail.html).toContain(`<html lang="${language}">`);
    expect(raw).not.toMatch(/^(List-Unsubscribe|Reply-To)/im);
  });

  it('say who invites to which project, and replies go to that person', async () => {
    const inviter = { name: 'Grace Hopper', address: 'grace@parley.test' };
    await mailer().sendInvitation(to, url, 'en', { inviter, project: 'Acme' });
    const { mail } = await sent();
    expect(mail.subject).toBe('Grace Hopper invites you to the research project Acme');
    expect(mail.text).toContain('for 3 days');
    expect(mail.replyTo?.text).toBe('grace@parley.test');
  });

  it.each([
    ['a link', 'Win at evil.example', 'Visit http://evil.example'],
    ['a message', 'Your account is locked! Call 0049301234567', 'Pay now <b>here</b>'],
    ['a line break', 'Grace\r\nBcc: all@parley.test', 'Acme\r\n\r\nCall us'],
  ])('leave out names with %s', async (_what, name, project) => {
    await mailer().sendInvitation(to, url, 'en', {
      inviter: { name, address: 'grace@parley.test' },
      project,
    });
    const { mail, recipients } = await sent();
    expect(recipients).toEqual(['ada@parley.test']);
    expect(mail.subject).toMatch(
      /^grace@parley\.test invites you to (a|the) research project( Acme Call us)?$/,
    );
    const bodies = `${mail.text ?? ''}${String(mail.html)}`;
    expect(bodies).not.toMatch(/evil|locked|<b>|Bcc/);
  });
});
