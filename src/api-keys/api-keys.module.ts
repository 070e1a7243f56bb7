import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonalApiKey } from '../users/personal-api-key.entity';
import { UsersModule } from '../users/users.module';
import { ApiKeysRepository } from './api-keys.repository';
import { ApiKeysService } from './api-keys.service';
import { PersonalApiKeysController } from './personal-api-keys.controller';
import { ProjectKeysController } from './project-keys.controller';

/** Keys of users, by API. */
@Module({
  imports: [TypeOrmModule.forFeature([PersonalApiKey]), UsersModule],
  controllers: [PersonalApiKeysController, ProjectKeysController],
  providers: [ApiKeysRepository, ApiKeysService],
})
export class ApiKeysModule {}
