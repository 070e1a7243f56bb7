import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Project } from '../users/project.entity';
import { ProjectSettingsController } from './project-settings.controller';
import { ProjectSettingsRepository } from './project-settings.repository';
import { ProjectSettingsService } from './project-settings.service';

/** Settings of projects: name, language and sender of mails, time zone, contact rules. */
@Module({
  imports: [TypeOrmModule.forFeature([Project])],
  controllers: [ProjectSettingsController],
  providers: [ProjectSettingsRepository, ProjectSettingsService],
  exports: [ProjectSettingsService],
})
export class ProjectSettingsModule {}
