import { Module } from '@nestjs/common';
import { IntervieweesModule } from '../interviewees/interviewees.module';
import { TopicsModule } from '../topics/topics.module';
import { SharingController } from './sharing.controller';
import { SharingRepository } from './sharing.repository';
import { SharingService } from './sharing.service';

/** One private link per interviewee. */
@Module({
  imports: [TopicsModule, IntervieweesModule],
  controllers: [SharingController],
  providers: [SharingRepository, SharingService],
  exports: [SharingService],
})
export class SharingModule {}
