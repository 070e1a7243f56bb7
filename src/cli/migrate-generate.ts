import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database/data-source-options';
import { migrate } from '../database/migrate';
import { runCommand, withDatabase } from './run-command';

// TypeORM reads the schema with overlapping queries on one connection, which pg reports as deprecated.
process.noDeprecation = true;

const FOLDER = 'src/database/migrations';

/** Writes a migration with the differences between entities and database, to be reviewed and renamed by hand. */
runCommand(async () => {
  const { upQueries, downQueries } = await withDatabase(async (url) => {
    await migrate(url);
    const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
    try {
      return await dataSource.driver.createSchemaBuilder().log();
    } finally {
      await dataSource.destroy();
    }
  });
  if (upQueries.length === 0) {
    process.stdout.write('Entities and migrations agree; nothing to generate.\n');
    return;
  }
  const stamp = Date.now();
  const statements = (queries: { query: string }[]) =>
    queries.map(({ query }) => `    await runner.query(${JSON.stringify(query)});`).join('\n');
  const file = `${FOLDER}/${stamp}-change-me.ts`;
  await writeFile(
    file,
    `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ChangeMe${stamp} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${statements(upQueries)}
  }

  async down(runner: QueryRunner): Promise<void> {
${statements(downQueries.reverse())}
  }
}
`,
  );
  process.stdout.write(
    `Wrote ${file}. Read it, name it, and add it to src/database/data-source-options.ts.\n`,
  );
});
