import { InterviewVisitor } from '../support/clients/interview-visitor';
import { useTestApp } from '../support/app/test-app';

describe('the throttle of interviews', () => {
  const parley = useTestApp({ rateLimitEnabled: true, visitorRequestsPerMinute: 3 });
  const visit = (token: string) => new InterviewVisitor(parley.baseUrl, `/interview/${token.repeat(30)}`);
  const draft = { position: 0, text: 'x', revision: 0 };

  it('holds back one visitor of one link, not the colleagues behind the same address', async () => {
    const statuses = async (visitor: InterviewVisitor, count: number) => {
      const found: number[] = [];
      for (let n = 0; n < count; n++) found.push((await visitor.draft(draft)).status);
      return found;
    };
    expect(await statuses(visit('A'), 4)).toEqual([404, 404, 404, 429]);
    expect(await statuses(visit('B'), 4)).toEqual([404, 404, 404, 429]);
    const colleague = visit('A');
    colleague.cookies.set('parley_respondent', 'c'.repeat(30));
    expect(await statuses(colleague, 1)).toEqual([404]);
  });

  it('says in words when to come back, and gives the text back', async () => {
    for (let n = 0; n < 3; n++) await visit('C').send({ act: 'undo' });
    const page = await visit('C').send({ act: 'next', text: 'long thoughts' });
    expect([page.status, page.heading]).toEqual([429, 'One moment, please']);
    expect(page.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(page.html).toContain('long thoughts</textarea>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('has an end for an address, however many links it tries', async () => {
    let refused = 0;
    for (let n = 0; n < 61; n++) {
      const token = String(n).padStart(30, '0');
      const visitor = new InterviewVisitor(parley.baseUrl, `/interview/${token}`);
      if ((await visitor.draft(draft)).status === 429) refused++;
    }
    expect(refused).toBeGreaterThan(0);
  });
});
