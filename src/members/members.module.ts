import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProjectSettingsModule } from '../project-settings/project-settings.module';
import { SignInModule } from '../sign-in/sign-in.module';
import { ProjectMembership } from '../users/project-membership.entity';
import { UsersModule } from '../users/users.module';
import { MembersController } from './members.controller';
import { MembersRepository } from './members.repository';
import { MembersService } from './members.service';

/** Members of projects and their roles. */
@Module({
  imports: [TypeOrmModule.forFeature([ProjectMembership]), UsersModule, ProjectSettingsModule, SignInModule],
  controllers: [MembersController],
  providers: [MembersRepository, MembersService],
})
export class MembersModule {}
