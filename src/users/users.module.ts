import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonalApiKey } from './personal-api-key.entity';
import { ProjectMembership } from './project-membership.entity';
import { Project } from './project.entity';
import { Session } from './session.entity';
import { SessionsRepository } from './sessions.repository';
import { SessionsService } from './sessions.service';
import { User } from './user.entity';
import { UsersRepository } from './users.repository';
import { UsersService } from './users.service';

/** Users, projects, memberships, API keys and sessions. */
@Module({
  imports: [TypeOrmModule.forFeature([User, Project, ProjectMembership, PersonalApiKey, Session])],
  providers: [UsersRepository, UsersService, SessionsRepository, SessionsService],
  exports: [UsersService, SessionsService],
})
export class UsersModule {}
