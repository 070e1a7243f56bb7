import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonalApiKey } from './personal-api-key.entity';
import { Project } from './project.entity';
import { User } from './user.entity';
import { UsersRepository } from './users.repository';
import { UsersService } from './users.service';

/** Users, projects, memberships and API keys. */
@Module({
  imports: [TypeOrmModule.forFeature([User, Project, PersonalApiKey])],
  providers: [UsersRepository, UsersService],
  exports: [UsersService],
})
export class UsersModule {}
