import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './src/database/data-source-options';

/** Data source for TypeORM's command line tools. `npm run migrate`, `migrate:revert` and `migrate:generate` do not use it. */
export default new DataSource(
  dataSourceOptions(process.env.DATABASE_URL ?? 'postgres://postgres@localhost:5432/parley'),
);
