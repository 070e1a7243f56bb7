import type { EmbeddedPostgres } from '../../src/dev/embedded-postgres/embedded-postgres';
import type { TestRedis } from './redis-server';

/** The migrated database that every test file copies. */
export const TEMPLATE_DATABASE = 'parley_template';

/** What runs beside the tests. */
export interface TestServices {
  postgres: EmbeddedPostgres;
  redis: TestRedis | null;
  dataDir: string;
}
