import { Module } from '@nestjs/common';
import { Settings } from '../config/settings';
import { InterviewsModule } from '../interviews/interviews.module';
import { SharingModule } from '../sharing/sharing.module';
import { VapiProvider } from './vapi/vapi-provider';
import { VoiceCallsService } from './voice-calls.service';
import { VoiceController } from './voice.controller';
import { VoiceReportsRepository } from './voice-reports.repository';
import { VoiceReportsService } from './voice-reports.service';
import { VoiceProvider } from './voice-provider';

/** Interviews by voice call. The configuration decides which vendor holds them, if any. */
@Module({
  imports: [SharingModule, InterviewsModule],
  controllers: [VoiceController],
  providers: [
    VoiceCallsService,
    VoiceReportsService,
    VoiceReportsRepository,
    {
      provide: VoiceProvider,
      inject: [Settings],
      useFactory: ({ vapi }: Settings): VoiceProvider | null => (vapi ? new VapiProvider(vapi) : null),
    },
  ],
})
export class VoiceModule {}
