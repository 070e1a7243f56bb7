import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './src/database/data-source-options';

/** For TypeORM's own tools; `npm run migrate`, `migrate:revert` and `migrate:generate` need nothing but the built code. */
export default new DataSource(
  dataSourceOptions(process.env.DATABASE_URL ?? 'postgres://postgres@localhost:5432/parley'),
);
