import { Module } from '@nestjs/common';
import { SharingModule } from '../sharing/sharing.module';
import { VoiceInterviewsRepository } from './calls/voice-interviews.repository';
import { VoiceInterviewsService } from './calls/voice-interviews.service';
import { InterviewFormController } from './page/interview-form.controller';
import { InterviewPageService } from './page/interview-page.service';
import { InterviewFormsService } from './page/interview-forms.service';
import { InterviewPageController } from './page/interview-page.controller';
import { PageRenderer } from './page/page-renderer';
import { InterviewsRepository } from './interviews.repository';
import { InterviewsService } from './interviews.service';
import { PageErrorFilter } from './page/page-error.filter';

/** The public side. */
@Module({
  imports: [SharingModule],
  controllers: [InterviewPageController, InterviewFormController],
  providers: [
    InterviewPageService,
    InterviewFormsService,
    PageRenderer,
    PageErrorFilter,
    InterviewsService,
    InterviewsRepository,
    VoiceInterviewsService,
    VoiceInterviewsRepository,
  ],
  exports: [InterviewsService, VoiceInterviewsService],
})
export class InterviewsModule {}
