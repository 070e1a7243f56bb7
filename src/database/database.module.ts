import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Settings } from '../config/settings';
import { dataSourceOptions } from './data-source-options';
import { DatabasePool } from './database-pool';
import { TransactionRunner } from './transaction-runner';

/** The database connection of this process; closed together with the application. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Settings],
      useFactory: (settings: Settings) => ({
        ...dataSourceOptions(settings.databaseUrl, settings.databasePoolSize),
        retryAttempts: 0,
      }),
    }),
  ],
  providers: [TransactionRunner, DatabasePool],
  exports: [TransactionRunner, DatabasePool],
})
export class DatabaseModule {}
