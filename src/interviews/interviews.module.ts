import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SharingModule } from '../sharing/sharing.module';
import { VoiceInterviewsRepository } from './calls/voice-interviews.repository';
import { VoiceInterviewsService } from './calls/voice-interviews.service';
import { ConsentText } from './consents/consent-text.entity';
import { ConsentTextsController } from './consents/consent-texts.controller';
import { ConsentTextsRepository } from './consents/consent-texts.repository';
import { ConsentTextsService } from './consents/consent-texts.service';
import { InterviewAnswer } from './interview-answer.entity';
import { InterviewDeclinesService } from './interview-declines.service';
import { InterviewsRepository } from './interviews.repository';
import { InterviewsService } from './interviews.service';
import { InterviewFormController } from './page/interview-form.controller';
import { InterviewPageController } from './page/interview-page.controller';
import { InterviewPageService } from './page/interview-page.service';
import { PageRenderer } from './page/page-renderer';
import { UserInterview } from './user-interview.entity';
import { WithdrawalsRepository } from './withdrawals/withdrawals.repository';
import { WithdrawalsService } from './withdrawals/withdrawals.service';
import { WithdrawnWords } from './withdrawals/withdrawn-words.entity';

/** The public interview page, and the interviews that are held on it or by voice call. */
@Module({
  imports: [
    TypeOrmModule.forFeature([UserInterview, InterviewAnswer, WithdrawnWords, ConsentText]),
    SharingModule,
  ],
  controllers: [InterviewPageController, InterviewFormController, ConsentTextsController],
  providers: [
    InterviewPageService,
    PageRenderer,
    InterviewsService,
    InterviewDeclinesService,
    InterviewsRepository,
    ConsentTextsService,
    ConsentTextsRepository,
    WithdrawalsService,
    WithdrawalsRepository,
    VoiceInterviewsService,
    VoiceInterviewsRepository,
  ],
  exports: [WithdrawalsService, InterviewsService, InterviewDeclinesService, VoiceInterviewsService],
})
export class InterviewsModule {}
