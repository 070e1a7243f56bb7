import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './src/database/data-source-options';

/** Serves TypeORM's own command line: `npx typeorm-ts-node-commonjs -d ormconfig.ts <command>`. */
export default new DataSource(
  dataSourceOptions(process.env.DATABASE_URL ?? 'postgres://postgres@localhost:5432/parley'),
);
