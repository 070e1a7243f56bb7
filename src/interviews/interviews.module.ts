import { Module } from '@nestjs/common';
import { SharingModule } from '../sharing/sharing.module';
import { CallInterviewsRepository } from './call-interviews.repository';
import { CallInterviewsService } from './call-interviews.service';
import { InterviewActionsController } from './interview-actions.controller';
import { InterviewDesk } from './interview-desk.service';
import { InterviewFormsService } from './interview-forms.service';
import { InterviewPageController } from './interview-page.controller';
import { InterviewPages } from './interview-pages';
import { InterviewsRepository } from './interviews.repository';
import { InterviewsService } from './interviews.service';
import { PageErrorFilter } from './page-error.filter';

/** The public side. */
@Module({
  imports: [SharingModule],
  controllers: [InterviewPageController, InterviewActionsController],
  providers: [
    InterviewDesk,
    InterviewFormsService,
    InterviewPages,
    PageErrorFilter,
    InterviewsService,
    InterviewsRepository,
    CallInterviewsService,
    CallInterviewsRepository,
  ],
  exports: [InterviewsService, CallInterviewsService],
})
export class InterviewsModule {}
