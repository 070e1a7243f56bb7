import { setTimeout as sleep } from 'node:timers/promises';
import type { ContactImportDto } from '../../src/contacts/import/contact-import.dto';
import type { ApiClient } from '../support/clients/api-client';
import { describeFaults, FAULT_TEST_MS, FaultFixture, withFixture } from '../support/faults/fault-fixture';
import { MemoryWatch } from '../support/faults/memory-watch';

const ROWS = 100_000;
const FILES = 3;
const MAX_MEMORY_MB = 600;
const MAX_ANSWER_MS = 5000;

/** A file of the most rows that an import takes, of people of its own, with some 15 MB. */
function fileOf(name: string): string {
  const rows = Array.from(
    { length: ROWS },
    (_, n) => `"${name}, ${n}" <${name}${n}@example.com>;do_not_contact;"${'told us so; '.repeat(8)}${n}"`,
  );
  return `\ufeffemail;status;reason\r\n${rows.join('\r\n')}\r\n`;
}

/** Asks for a small answer again and again until it is stopped, and keeps the times. */
function askMeanwhile(client: ApiClient): { stop: () => Promise<number[]> } {
  const times: number[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const begun = performance.now();
      expect((await client.get('/contacts/?limit=1')).status).toBe(200);
      times.push(performance.now() - begun);
      await sleep(20);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await asking;
      return times.sort((a, b) => a - b);
    },
  };
}

describeFaults('large files of contacts', () => {
  afterAll(() => FaultFixture.closeAll());

  it(
    'leave the process its memory and everybody else their answers',
    withFixture(async (fixture) => {
      const web = await fixture.startWeb();
      const client = await fixture.clientOf(web);
      const files = Array.from({ length: FILES }, (_, n) => fileOf(`person-${n}-`));
      const others = askMeanwhile(client);
      const memory = new MemoryWatch(web);
      try {
        // Files that find no place in the budget of bodies are told to come again, so they do.
        const answers = await Promise.all(
          files.map(async (file) => {
            for (;;) {
              const headers = { 'content-type': 'text/csv' };
              const answer = await client.post<ContactImportDto>('/contacts/import/', file, headers);
              if (answer.status !== 503) return answer;
              await sleep(1000);
            }
          }),
        );
        expect(answers.map(({ status, body }) => [status, body.imported_count, body.error_count])).toEqual(
          Array(FILES).fill([200, ROWS, 0]),
        );
        const exported = await client.get('/contacts/csv/');
        expect(exported.text.split('\r\n')).toHaveLength(1 + FILES * ROWS + 1);
      } finally {
        memory.stop();
      }
      const times = await others.stop();
      fixture.assertNoneCrashed();
      expect(memory.peak).toBeLessThan(MAX_MEMORY_MB);
      expect(times.at(-1)).toBeLessThan(MAX_ANSWER_MS);
    }),
    FAULT_TEST_MS,
  );
});
