import { Module } from '@nestjs/common';
import { SharingModule } from '../sharing/sharing.module';
import { CallInterviewsRepository } from './call-interviews.repository';
import { CallInterviewsService } from './call-interviews.service';
import { InterviewPageController } from './interview-page.controller';
import { InterviewsRepository } from './interviews.repository';
import { InterviewsService } from './interviews.service';

/** The public side. */
@Module({
  imports: [SharingModule],
  controllers: [InterviewPageController],
  providers: [InterviewsService, InterviewsRepository, CallInterviewsService, CallInterviewsRepository],
  exports: [InterviewsService, CallInterviewsService],
})
export class InterviewsModule {}
