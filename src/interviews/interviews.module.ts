import { Module } from '@nestjs/common';
import { SharingModule } from '../sharing/sharing.module';
import { InterviewPageController } from './interview-page.controller';
import { InterviewsRepository } from './interviews.repository';
import { InterviewsService } from './interviews.service';

/** The public side. */
@Module({
  imports: [SharingModule],
  controllers: [InterviewPageController],
  providers: [InterviewsService, InterviewsRepository],
})
export class InterviewsModule {}
