import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source-options';
import { createTestDatabase } from '../support/app/test-database';

// Stands for the limit of 512 MB that Node.js has; a real value of that size would take gigabytes.
const MAX_LENGTH = 1_000_000;

type Range = [encoding?: BufferEncoding, start?: number, end?: number];
type ReadText = (this: Buffer, ...range: Range) => string;

describe('a value that is longer than a string can be', () => {
  it('fails its query, and the process goes on', async () => {
    const { url } = await createTestDatabase();
    const database = await new DataSource(dataSourceOptions(url, 1)).initialize();
    try {
      const { toString } = Buffer.prototype as { toString: ReadText };
      jest.spyOn(Buffer.prototype, 'toString').mockImplementation(function (
        this: Buffer,
        ...args: unknown[]
      ) {
        const [encoding, start = 0, end = this.length] = args as Range;
        if (end - start <= MAX_LENGTH) return toString.call(this, encoding, start, end);
        throw Object.assign(new Error('Too long'), { code: 'ERR_STRING_TOO_LONG' });
      });
      const long = database.query(`SELECT repeat('x', ${MAX_LENGTH + 1}) AS text`);
      await expect(long).rejects.toMatchObject({ driverError: { code: 'ERR_STRING_TOO_LONG' } });
      jest.restoreAllMocks();
      await expect(database.query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    } finally {
      await database.destroy();
    }
  });
});
