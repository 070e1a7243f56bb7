import { REPORT_FIXTURES } from '../../test/support/mail-reports/delivery-report-fixtures';
import { readDeliveryReport } from './delivery-report';

const ABOUT = {
  messageId: '<01890a5d-ac96-774b-bcce-b302099a8057@example.com>',
  returnPath: 'b-01890a5dac96774bbcceb302099a80570123456789abcdef@bounces.example.com',
  recipient: 'nobody@example.org',
};

describe('readDeliveryReport', () => {
  it.each(REPORT_FIXTURES.map((fixture) => [fixture.name, fixture] as const))(
    'reads: %s',
    async (_name, { mail, expected }) => {
      const report = await readDeliveryReport(mail(ABOUT));
      if (expected === null) {
        expect(report).toBeNull();
        return;
      }
      expect(report).toMatchObject(expected);
      expect(report?.messageIds).toContain(ABOUT.messageId);
      expect(report?.returnPaths).toContain(ABOUT.returnPath);
      expect(report?.occurredAt).toEqual(new Date('2026-03-01T10:00:05Z'));
    },
  );

  it('reads a report whose copy of the mail is cut off', async () => {
    const [fixture] = REPORT_FIXTURES;
    const whole = fixture?.mail(ABOUT) ?? Buffer.alloc(0);
    const long = Buffer.concat([whole.subarray(0, whole.length - 10), Buffer.alloc(400_000, 'x\r\n')]);
    const report = await readDeliveryReport(long.subarray(0, 256 * 1024));
    expect(report).toMatchObject({ kind: 'hard', code: '5.1.1', messageIds: [ABOUT.messageId] });
  });

  it('gives the same report the same key, and another one another', async () => {
    const [one, other] = REPORT_FIXTURES;
    const keyOf = async (about: typeof ABOUT, fixture = one) =>
      (await readDeliveryReport(fixture?.mail(about) ?? Buffer.alloc(0)))?.key;
    expect(await keyOf(ABOUT)).toBe(await keyOf(ABOUT));
    expect(await keyOf({ ...ABOUT, messageId: '<x@y>' })).not.toBe(await keyOf(ABOUT));
    expect(other).toBeDefined();
  });

  it.each([Buffer.alloc(0), Buffer.from([0, 255, 13, 10]), Buffer.from('From: mailer-daemon@x\r\n\r\n')])(
    'finds nothing in what is no mail: %s',
    async (source) => {
      expect(await readDeliveryReport(source)).toBeNull();
    },
  );
});
