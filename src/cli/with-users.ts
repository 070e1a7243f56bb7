import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database/data-source-options';
import { DatabasePool } from '../database/database-pool';
import { migrate } from '../database/migrate';
import { TransactionRunner } from '../database/transaction-runner';
import { PersonalApiKey } from '../users/personal-api-key.entity';
import { ProjectMembership } from '../users/project-membership.entity';
import { Project } from '../users/project.entity';
import { User } from '../users/user.entity';
import { UsersRepository } from '../users/users.repository';
import { UsersService } from '../users/users.service';
import { withDatabase } from './run-command';

/** Runs `work` with the users of the configured database, which is migrated first. */
export async function withUsers<T>(
  work: (users: UsersService, dataSource: DataSource) => Promise<T>,
): Promise<T> {
  return withDatabase(async (url) => {
    await migrate(url);
    const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
    try {
      const repository = new UsersRepository(
        dataSource.getRepository(User),
        dataSource.getRepository(Project),
        dataSource.getRepository(ProjectMembership),
        dataSource.getRepository(PersonalApiKey),
        new DatabasePool(dataSource),
      );
      return await work(new UsersService(new TransactionRunner(dataSource), repository), dataSource);
    } finally {
      await dataSource.destroy();
    }
  });
}
