import type { ErrorBody } from '../support/clients/api-client';
import { linksOf } from '../support/builders/invites';
import { useClient, useTestApp } from '../support/app/test-app';

const HEADER = 'interviewee_identifier,interviewee_email,user_name,interview_url';

describe('links_csv', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  const csvOf = (id: string) => ada.post(`/user_interview_topics/${id}/links_csv/`);
  /** The file without header and links, which differ each time. */
  const cellsOf = async (id: string) =>
    (await csvOf(id)).text
      .replace(/https:\/\/parley\.example\.com\/interview\/[\w-]{30}/g, 'LINK')
      .slice(`${HEADER}\r\n`.length);

  it('is an attachment with a header, one CRLF line per person, and the links of generate_links', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['Grace Hopper <grace@example.com>', 'ada.lovelace@example.com'],
      interviewee_distinct_ids: ['user-42'],
    });
    const answer = await csvOf(id);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="how-teams-plan-their-week-links.csv"',
    );
    const [grace, lovelace, user] = (await linksOf(ada, id)).map((link) => link.interview_url);
    expect(answer.text).toBe(
      [
        HEADER,
        `Grace Hopper <grace@example.com>,grace@example.com,Grace Hopper,${grace}`,
        `ada.lovelace@example.com,ada.lovelace@example.com,Ada Lovelace,${lovelace}`,
        `user-42,,user-42,${user}`,
        '',
      ].join('\r\n'),
    );
  });

  it('quotes commas, quotes and line breaks as RFC 4180 says', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['"Hopper, Grace" <grace@example.com>'],
      interviewee_distinct_ids: ['a,b', 'say "hi"', 'two\nlines', 'two\r\nlines', 'plain; text'],
    });
    expect(await cellsOf(id)).toBe(
      [
        '"""Hopper, Grace"" <grace@example.com>",grace@example.com,"Hopper, Grace",LINK',
        '"a,b",,"a,b",LINK',
        '"say ""hi""",,"say ""hi""",LINK',
        '"two\nlines",,"two\nlines",LINK',
        '"two\r\nlines",,"two\r\nlines",LINK',
        'plain; text,,plain; text,LINK',
        '',
      ].join('\r\n'),
    );
  });

  it("puts ' before every cell that a spreadsheet would run as a formula", async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['+tag@example.com'] });
    // Tab and carriage return do not get past the API at the start of a text.
    await parley.database.query(
      'UPDATE user_interview_topic SET interviewee_distinct_ids = $2 WHERE id = $1',
      [id, ['=1+1', '+1', '-1', '@sum', '\tx', '\rx', 'a=b', "'x"]],
    );
    expect(await cellsOf(id)).toBe(
      [
        "'+tag@example.com,'+tag@example.com,'+Tag,LINK",
        "'=1+1,,'=1+1,LINK",
        "'+1,,'+1,LINK",
        "'-1,,'-1,LINK",
        "'@sum,,'@sum,LINK",
        "'\tx,,'\tx,LINK",
        `"'\rx",,"'\rx",LINK`,
        'a=b,,a=b,LINK',
        "'x,,'x,LINK",
        '',
      ].join('\r\n'),
    );
  });

  it('is UTF-8', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['Zoë Łukasz 李 😀 <zoe@example.com>'] });
    expect(await cellsOf(id)).toBe(
      'Zoë Łukasz 李 😀 <zoe@example.com>,zoe@example.com,Zoë Łukasz 李 😀,LINK\r\n',
    );
  });

  it.each([
    ['How we plan & why?', 'how-we-plan-and-why-links.csv'],
    ['Über Cafés', 'ueber-cafes-links.csv'],
    ['日本語の調査', 'user-interview-links.csv'],
    ['!!!', 'user-interview-links.csv'],
    ['a"b; filename=evil.exe\r\nX-Evil: 1', 'a-b-filename-evil-exe-x-evil-1-links.csv'],
    ['../../etc/passwd', 'etc-passwd-links.csv'],
  ])('names the file after the topic %j', async (title, fileName) => {
    const { id } = await ada.createTopic({ topic: title });
    expect((await csvOf(id)).headers.get('content-disposition')).toBe(`attachment; filename="${fileName}"`);
  });

  it('keeps the file name short however long the topic is', async () => {
    const { id } = await ada.createTopic({ topic: 'plan '.repeat(1000) });
    const disposition = (await csvOf(id)).headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="plan(-plan)+-links\.csv"$/);
    expect(disposition.length).toBeLessThan(150);
  });

  it('answers errors as JSON, whatever the client accepts', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    await ada.post(`/user_interview_topics/${id}/remove_interviewee/`, { identifier: 'a@example.com' });
    const nobody = await ada.post<ErrorBody>(`/user_interview_topics/${id}/links_csv/`, undefined, {
      accept: 'text/csv',
    });
    expect(nobody.status).toBe(400);
    expect(nobody.headers.get('content-type')).toContain('application/json');
    expect(nobody.headers.get('content-disposition')).toBeNull();
    expect(nobody.body).toMatchObject({ type: 'validation_error', code: 'invalid_input', attr: null });
    const unknown = await csvOf('01890000-0000-7000-8000-000000000000');
    expect(unknown.status).toBe(404);
    expect(unknown.body).toMatchObject({ type: 'invalid_request', code: 'not_found' });
  });
});
