import { useTestApp } from '../support/app/test-app';

describe('what a browser asks for by itself', () => {
  const parley = useTestApp();

  it('the bare address leads to Swagger UI', async () => {
    const answer = await fetch(parley.baseUrl, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/docs']);
    const page = await fetch(parley.baseUrl);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('swagger-ui')]);
  });

  it.each([
    ['/favicon.ico', /^image\/(x-icon|vnd\.microsoft\.icon)/, [0, 0, 1, 0]],
    ['/favicon.svg', /^image\/svg\+xml/, [...Buffer.from('<svg')]],
  ])('%s is a picture', async (path, type, start) => {
    const answer = await fetch(parley.baseUrl + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(type);
    expect(answer.headers.get('cache-control')).toMatch(/max-age=[1-9]/);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.slice(0, 4)]).toEqual(start);
  });
});
