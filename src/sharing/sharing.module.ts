import { Module } from '@nestjs/common';
import { IntervieweesModule } from '../interviewees/interviewees.module';
import { TopicsModule } from '../topics/topics.module';
import { SharedLinkController } from './shared-link.controller';
import { SharedLinkRepository } from './shared-link.repository';
import { SharedLinkService } from './shared-link.service';
import { SharingController } from './sharing.controller';
import { SharingRepository } from './sharing.repository';
import { SharingService } from './sharing.service';

/** One private link per interviewee. */
@Module({
  imports: [TopicsModule, IntervieweesModule],
  controllers: [SharingController, SharedLinkController],
  providers: [SharingRepository, SharingService, SharedLinkRepository, SharedLinkService],
  exports: [SharingService],
})
export class SharingModule {}
