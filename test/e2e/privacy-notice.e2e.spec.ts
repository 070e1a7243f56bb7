import type { ProjectSettingsDto } from '../../src/project-settings/project-settings.dto';
import { interviewTextsOf } from '../../src/texts/interview/by-language';
import { type TestClient, useTestApp } from '../support/app/test-app';
import { linksOf, previewInvite, sendInvites } from '../support/builders/invites';
import type { Answer, ErrorBody } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import { InterviewVisitor } from '../support/clients/interview-visitor';

const parley = useTestApp();
const NOTICE = {
  controller_name: 'Acme <GmbH>',
  controller_contact: 'privacy@acme.example',
  privacy_url: 'https://acme.example/privacy',
};
let projects = 0;
let ada: TestClient;
beforeEach(async () => {
  ada = await parley.client({ scopes: ['*'], project: `Notice ${++projects}` });
});

const set = (settings: object): Promise<Answer<ProjectSettingsDto & ErrorBody>> =>
  ada.patch('/settings/', settings);
const invite = async (language = 'en') => {
  const { id } = await ada.createTopic({ interviewee_emails: [`n${projects}@example.com`] });
  const [link] = await linksOf(ada, id);
  const path = new URL(link?.interview_url ?? '').pathname;
  return { id, visitor: new InterviewVisitor(parley.baseUrl, path, language) };
};
const consents = async (topic: string) =>
  parley.database.query<{ version: string; language: string }>(
    `SELECT consent_version AS version, consent_language AS language FROM user_interview WHERE topic_id = $1`,
    [topic],
  );
const kept = () =>
  parley.database.query(
    `SELECT version, language, text, controller_name, privacy_url FROM consent_text WHERE project_id = $1 ORDER BY created_at`,
    [ada.projectId],
  );
/** Consents as a browser does: with the version that the page has. */
const consent = async (visitor: InterviewVisitor) => {
  const page = await visitor.open();
  const version = /name="consent_version" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
  return { page, version, next: await visitor.press('consent', { consent_version: version }) };
};

describe('the privacy notice of a project', () => {
  it('is the text of the interview page by default, under its version', async () => {
    const { id, visitor } = await invite('de');
    await visitor.press('begin');
    const { page, version } = await consent(visitor);
    const { consent: texts, consentVersion } = interviewTextsOf('de');
    expect(page.html).toContain(texts.points[0]?.title);
    expect(page.html).not.toContain(texts.controller);
    expect(version).toBe(consentVersion);
    expect(await consents(id)).toEqual([{ version: consentVersion, language: 'de' }]);
    expect(await kept()).toEqual([]);
  });

  it('names who is responsible, and keeps what people consented to, by its content', async () => {
    await set({ ...NOTICE, consent_text: { de: 'Erster Absatz.\n\nZweiter <Absatz>.' } });
    const { id, visitor } = await invite('de');
    await visitor.press('begin');
    const { page, version, next } = await consent(visitor);
    expect(page.html).toContain('<p dir="auto">Erster Absatz.</p>');
    expect(page.html).toContain('Zweiter &lt;Absatz&gt;.');
    expect(page.html).toContain('Acme &lt;GmbH&gt;, privacy@acme.example');
    expect(page.html).toContain('href="https://acme.example/privacy"');
    expect(page.html).not.toContain(interviewTextsOf('de').consent.points[0]?.title);
    expect(version).toMatch(/^de-[0-9a-f]{12}$/);
    expect(next.heading).not.toBe(page.heading);
    expect(await consents(id)).toEqual([{ version, language: 'de' }]);
    const other = await invite('de');
    await other.visitor.press('begin');
    expect((await consent(other.visitor)).version).toBe(version);
    const english = await invite('en');
    await english.visitor.press('begin');
    const inEnglish = await consent(english.visitor);
    expect(inEnglish.page.html).toContain('It is voluntary');
    await set({ consent_text: { de: 'Neu.' } });
    const later = await invite('de');
    await later.visitor.press('begin');
    const renewed = await consent(later.visitor);
    const listed = await ada.get<{ count: number; results: { version: string; text: string }[] }>(
      '/consent_texts/',
    );
    expect([listed.body.count, listed.body.results.at(-1)]).toMatchObject([
      3,
      { version, language: 'de', controller_contact: NOTICE.controller_contact },
    ]);
    const response = await ada.get<{ results: { consent_version: string }[] }>(
      `/user_interviews/?topic=${id}`,
    );
    expect(response.body.results[0]?.consent_version).toBe(version);
    expect(await kept()).toEqual([
      {
        version,
        language: 'de',
        text: 'Erster Absatz.\n\nZweiter <Absatz>.',
        controller_name: 'Acme <GmbH>',
        privacy_url: NOTICE.privacy_url,
      },
      expect.objectContaining({ version: inEnglish.version, text: '' }),
      expect.objectContaining({ version: renewed.version, text: 'Neu.' }),
    ]);
  });

  it('is shown again if it was changed while the page was open', async () => {
    const { id, visitor } = await invite();
    await visitor.press('begin');
    const before = await visitor.open();
    const version = /name="consent_version" value="([^"]*)"/.exec(before.html)?.[1] ?? '';
    await set({ consent_text: { en: 'Changed.' } });
    const after = await visitor.press('consent', { consent_version: version });
    expect([after.heading, after.html.includes('Changed.')]).toEqual([before.heading, true]);
    expect(await consents(id)).toEqual([{ version: null, language: null }]);
    expect((await visitor.press('consent')).heading).toBe(before.heading);
    expect((await consent(visitor)).next.heading).not.toBe(before.heading);
  });

  it('stands at the foot of mails, as the preview shows it', async () => {
    const { id } = await invite();
    expect((await previewInvite(ada, id)).body.html).not.toContain('Responsible');
    await set(NOTICE);
    const { html } = (await previewInvite(ada, id)).body;
    expect(html).toContain('Responsible for your data: Acme &lt;GmbH&gt;, privacy@acme.example');
    expect(html).toMatch(/<a href="https:\/\/acme\.example\/privacy"[^>]*>Privacy notice<\/a>/);
    await sendInvites(ada, id);
    const [mail] = await parley.sink.parsed();
    expect(mail?.text).toContain('Responsible for your data: Acme <GmbH>, privacy@acme.example');
    expect(mail?.text).toContain('Privacy notice:\nhttps://acme.example/privacy');
  });

  it('is shown with the data of a person', async () => {
    await set(NOTICE);
    const { visitor } = await invite();
    const page = await visitor.open('/data');
    expect(page.html).toContain('Acme &lt;GmbH&gt;, privacy@acme.example');
  });

  it.each([
    [{ controller_name: 'x'.repeat(201) }, 'controller_name', 'max_length'],
    [{ controller_name: 'Acme\nGmbH' }, 'controller_name', 'invalid_input'],
    [{ controller_contact: 'x'.repeat(301) }, 'controller_contact', 'max_length'],
    [{ privacy_url: 'acme.example/privacy' }, 'privacy_url', 'invalid_input'],
    [{ privacy_url: 'javascript:alert(1)' }, 'privacy_url', 'invalid_input'],
    [{ privacy_url: `https://acme.example/${'x'.repeat(500)}` }, 'privacy_url', 'max_length'],
    [{ consent_text: { en: 'x'.repeat(10_001) } }, 'consent_text__en', 'max_length'],
    [{ consent_text: { de: null } }, 'consent_text__de', 'null'],
    [{ consent_text: 'text' }, 'consent_text', 'invalid_input'],
    [{ consent_text: null }, 'consent_text', 'null'],
  ])('refuses %j', async (settings, attr, code) => {
    expectError(await set(settings), 400, { attr, code });
  });

  it('is changed in parts, and emptied', async () => {
    await set({ ...NOTICE, consent_text: { en: 'One.', es: 'Uno.' } });
    const { body } = await set({ privacy_url: '', consent_text: { es: '' } });
    expect(body).toMatchObject({
      controller_name: NOTICE.controller_name,
      privacy_url: '',
      consent_text: { en: 'One.', de: '', es: '' },
    });
  });
});
