import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IntervieweesModule } from '../interviewees/interviewees.module';
import { TopicsModule } from '../topics/topics.module';
import { InterviewLinks } from './interview-links';
import { LinkAccessService } from './link-access.service';
import { LinkRotationService } from './link-rotation.service';
import { LinksController } from './links.controller';
import { LinksReadModel } from './links.read-model';
import { LinksRepository } from './links.repository';
import { LinksService } from './links.service';
import { SharedLinkController } from './shared-link.controller';
import { SharedLinkService } from './shared-link.service';
import { SharingConfiguration } from './sharing-configuration.entity';
import { TestLinkService } from './test-link.service';

/** Links to the interview: one per interviewee, one per tester, one for the whole topic. */
@Module({
  imports: [TypeOrmModule.forFeature([SharingConfiguration]), TopicsModule, IntervieweesModule],
  controllers: [LinksController, SharedLinkController],
  providers: [
    InterviewLinks,
    LinksRepository,
    LinksReadModel,
    LinksService,
    LinkRotationService,
    TestLinkService,
    SharedLinkService,
    LinkAccessService,
  ],
  exports: [InterviewLinks, LinksService, TestLinkService, LinkAccessService],
})
export class SharingModule {}
