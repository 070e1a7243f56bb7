import type { ParsedMail } from 'mailparser';
import { useClient, useTestApp } from '../support/app/test-app';
import { previewInvite, rawHeaders, sendInvites } from '../support/builders/invites';
import type { ReceivedMail } from '../support/fakes/mail-sink';

const DEFAULT_SUBJECT = 'Got 5 minutes to talk about How teams plan their week?';
const DEFAULT_BODY = 'It is a casual chat of about five minutes.';

describe('an invite mail', () => {
  const parley = useTestApp({ mailFrom: 'Parley "Research", Inc. <invites@parley.test>' });
  const ada = useClient(parley);

  /** Mails the topic's people and returns what came. */
  async function mailsOf(
    values: Record<string, unknown>,
    body: Record<string, unknown> = {},
  ): Promise<{ raw: ReceivedMail[]; parsed: ParsedMail[] }> {
    const { id } = await ada.createTopic(values);
    expect((await sendInvites(ada, id, { send_async: false, ...body })).status).toBe(200);
    return { raw: parley.sink.mails, parsed: await parley.sink.parsed() };
  }
  const addressesIn = (field: ParsedMail['to']) => [field ?? []].flat().flatMap((entry) => entry.value);

  it('goes to one recipient, and shows nobody else', async () => {
    const people = ['a@example.com', 'B <b@example.com>', 'c@example.com'];
    const { raw, parsed } = await mailsOf({ interviewee_emails: people });
    expect(raw.map((mail) => mail.recipients).sort()).toEqual([
      ['a@example.com'],
      ['b@example.com'],
      ['c@example.com'],
    ]);
    for (const [n, mail] of parsed.entries()) {
      expect(addressesIn(mail.to).map((to) => to.address)).toEqual(raw[n]?.recipients);
      expect([mail.cc, mail.bcc]).toEqual([undefined, undefined]);
      const others = people
        .map((person) => person.replace(/^.*<|>$/g, ''))
        .filter((a) => a !== raw[n]?.recipients[0]);
      expect(others.filter((address) => raw[n]?.raw.includes(address))).toEqual([]);
    }
  });

  it('says who sends it, has an identity of its own, and marks itself as automatic', async () => {
    const { raw, parsed } = await mailsOf({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    for (const mail of parsed) {
      expect(mail.from?.value).toEqual([{ name: 'Parley "Research", Inc.', address: 'invites@parley.test' }]);
      expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@parley\.test>$/);
      expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
      expect(mail.date).toBeInstanceOf(Date);
    }
    expect(new Set(parsed.map((mail) => mail.messageId)).size).toBe(2);
    for (const { raw: source } of raw) {
      const headers = rawHeaders(source);
      for (const name of ['from', 'to', 'subject', 'date', 'message-id', 'reply-to', 'mime-version']) {
        expect([name, headers.get(name)?.length]).toEqual([name, 1]);
      }
      expect(headers.get('content-type')?.[0]).toMatch(/^multipart\/alternative;/);
    }
  });

  it.each<[string, string, string]>([
    ['quotes', '"Ada \\"the\\" Countess" <q@example.com>', 'Ada "the" Countess'],
    ['a comma', '"Hopper, Grace" <q@example.com>', 'Hopper, Grace'],
    ['what looks like an address', '"boss@evil.com, x" <q@example.com>', ''],
    ['what looks like another recipient', '"x\\" <y@evil.com>, \\"z" <q@example.com>', ''],
    ['accents', 'Zoë Łukasz <q@example.com>', 'Zoë Łukasz'],
    ['other scripts', '李小龍 Ελένη <q@example.com>', '李小龍 Ελένη'],
    ['emoji', '😀 Grace 🎉 <q@example.com>', '😀 Grace 🎉'],
    ['many characters', `${'Wolfgang '.repeat(10)}X <q@example.com>`, `${'Wolfgang '.repeat(10)}X`],
    ['more characters than a name has', `${'Wolfgang '.repeat(22)}X <q@example.com>`, ''],
    ['many wide characters', `${'名前'.repeat(50)} <q@example.com>`, '名前'.repeat(50)],
    ['one long word', `${'x'.repeat(100)} <q@example.com>`, 'x'.repeat(100)],
    ['a backslash', '"back\\\\slash" <q@example.com>', 'back\\slash'],
    ['semicolons and colons', 'Group: a; b <q@example.com>', 'Group: a; b'],
    ['no name', 'q@example.com', ''],
  ])('has well-formed headers for a name with %s', async (_what, identifier, name) => {
    const { raw, parsed } = await mailsOf({ interviewee_emails: [identifier] });
    const [mail] = raw;
    expect(mail?.recipients).toEqual(['q@example.com']);
    expect(addressesIn(parsed[0]?.to)).toEqual([{ address: 'q@example.com', name }]);
    const [head = ''] = (mail?.raw.toString('latin1') ?? '').split('\r\n\r\n', 1);
    for (const line of head.split('\r\n')) {
      // RFC 5322, 2.1.1 and 2.2: printable ASCII, at most 998 characters a line, a name and a colon or a fold
      expect(line).toMatch(/^(?:[!-9;-~]+:|[ \t])[\t -~]{0,997}$/);
    }
    expect(rawHeaders(mail?.raw ?? Buffer.of()).get('to')).toHaveLength(1);
  });

  it.each([
    ['name', { interviewee_emails: ['=?utf-8?Q?Evil=40evil.com?= <q@example.com>'] }],
    ['subject', { invite_subject: '=?utf-8?B?aHR0cHM6Ly9ldmlsLmNvbQ==?=' }],
    ['topic', { topic: 'Prizes =?utf-8?Q?at_evil=2Ecom?= today' }],
  ])('never lets a reader decode a %s that looks like an encoded word', async (_what, values) => {
    const { parsed } = await mailsOf({ invite_subject: '', ...values });
    expect(parsed).toHaveLength(1);
    const shown = [parsed[0]?.subject, ...addressesIn(parsed[0]?.to).map((to) => to.name)].join();
    expect(shown).not.toMatch(/@evil|https:|at evil/i);
  });

  it('takes replies to the creator of the topic, or where the call says', async () => {
    const creators = await mailsOf({ interviewee_emails: ['a@example.com'] });
    expect(creators.parsed[0]?.replyTo?.text).toBe('ada@parley.test');
    parley.sink.mails.splice(0);
    const given = await mailsOf({ interviewee_emails: ['a@example.com'] }, { reply_to: 'team@example.com' });
    expect(given.parsed[0]?.replyTo?.value).toEqual([{ address: 'team@example.com', name: '' }]);
    const grace = await ada.another({ email: 'grace@parley.test', name: 'Grace Hopper' });
    parley.sink.mails.splice(0);
    const { id } = await ada.createTopic();
    await sendInvites(grace, id);
    const [mail] = await parley.sink.parsed();
    expect(mail?.replyTo?.text).toBe('ada@parley.test');
  });

  it.each<[string, string, string | undefined, string]>([
    ['of the call', 'Saved', 'Of this call', 'Of this call'],
    ['saved with the topic, without one of the call', 'Saved', undefined, 'Saved'],
    ['saved with the topic, with a blank one of the call', 'Saved', '  ', 'Saved'],
    ['default, without any', '', undefined, DEFAULT_SUBJECT],
    ['in any script', '¿Cinco minutos? 五分 ☕', undefined, '¿Cinco minutos? 五分 ☕'],
    ['of 255 characters', 's'.repeat(255), undefined, 's'.repeat(255)],
    ['of 200 characters, of the call', '', '五'.repeat(200), '五'.repeat(200)],
  ])('has the subject %s', async (_what, saved, ofCall, expected) => {
    const { parsed } = await mailsOf({ invite_subject: saved }, { subject: ofCall });
    expect(parsed[0]?.subject).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['with links', 'Win at evil.com', 'Go to https://evil.com now'],
    ['with markup', '<b>Hi</b>', '<a href="x">Hi</a>'],
    ['with look-alikes', 'ｅｖｉｌ．ｃｏｍ', 'ｈｔｔｐ：／／evil'],
    ['with hidden characters', 'Hi\u202Egnp', 'Hi\u200Bthere'],
    ['that would break the header', 'Hi\r\nBcc: victim@example.org', 'Hi\u0007'],
  ])('falls back to the default for stored copy %s', async (_what, subject, message) => {
    const { id } = await ada.createTopic();
    // Stored before a rule was tightened, or past the API.
    await parley.database.query(
      'UPDATE user_interview_topic SET invite_subject = $2, invite_message = $3 WHERE id = $1',
      [id, subject, message],
    );
    const { body: preview } = await previewInvite(ada, id);
    await sendInvites(ada, id);
    const [mail] = await parley.sink.parsed();
    expect([preview.subject, mail?.subject]).toEqual([DEFAULT_SUBJECT, DEFAULT_SUBJECT]);
    for (const body of [preview.html, mail?.html, mail?.text]) expect(body).toContain(DEFAULT_BODY);
    expect(parley.sink.mails[0]?.recipients).toEqual(['grace@example.com']);
    const source = parley.sink.mails[0]?.raw.toString() ?? '';
    expect(source).not.toMatch(/evil|victim|Bcc/);
  });

  it('shows a topic that is no safe copy nowhere, and one that is, everywhere', async () => {
    const unsafe = await mailsOf({ topic: 'Prizes at evil.com' });
    expect(unsafe.parsed[0]?.subject).toBe('Got 5 minutes for a quick research interview?');
    expect(unsafe.raw[0]?.raw.toString()).not.toContain('evil');
    parley.sink.mails.splice(0);
    const safe = await mailsOf({ topic: 'Cats & "dogs"' });
    expect(safe.parsed[0]?.subject).toBe('Got 5 minutes to talk about Cats & "dogs"?');
    expect(safe.parsed[0]?.html).toContain('Cats &amp; &quot;dogs&quot;');
    expect(safe.parsed[0]?.text).toContain('Cats & "dogs"');
  });

  it('escapes everything that people wrote', async () => {
    const hostile = await ada.another({
      email: 'mallory@parley.test',
      name: '<script>alert(1)</script> &M',
    });
    const { id } = await hostile.createTopic({
      interviewee_emails: [
        'Tom & Jerry\'s "Boss" <a@example.com>',
        '"<img src=x onerror=alert(1)>" <b@example.com>',
      ],
    });
    // Stored before placeholders had a meaning.
    await parley.database.query('UPDATE user_interview_topic SET invite_message = $2 WHERE id = $1', [
      id,
      '"quoted" & {{interview_url}} {{{user_name}}} \'single\'',
    ]);
    await sendInvites(hostile, id);
    const mails = await parley.sink.parsed();
    const mail = mails.find(({ text }) => text?.includes('Tom'));
    const html = mail?.html || '';
    for (const sent of mails)
      expect(`${sent.html || ''}${sent.text}`).not.toMatch(/<script>alert\(1\)<\/script>,|<img/i);
    expect(html).not.toMatch(/<script|<img/i);
    expect(html).toContain('Hello Tom &amp; Jerry&#x27;s Boss,');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp;M');
    expect(html).toContain('&quot;quoted&quot; &amp; {{interview_url}} {{{user_name}}} &#x27;single&#x27;');
    expect(mail?.text).toContain("Hello Tom & Jerry's Boss,");
    expect(mails.map(({ text }) => text).join()).toContain('Hello B,');
  });
});
