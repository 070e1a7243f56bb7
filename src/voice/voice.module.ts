import { Module } from '@nestjs/common';
import { Settings } from '../config/settings';
import { InterviewsModule } from '../interviews/interviews.module';
import { SharingModule } from '../sharing/sharing.module';
import { VapiVendor } from './vapi-vendor';
import { VoiceCallsService } from './voice-calls.service';
import { VoiceController } from './voice.controller';
import { VoiceReportsRepository } from './voice-reports.repository';
import { VoiceReportsService } from './voice-reports.service';
import { VoiceVendor } from './voice-vendor';

/** Interviews by voice call. The configuration decides which vendor holds them, if any. */
@Module({
  imports: [SharingModule, InterviewsModule],
  controllers: [VoiceController],
  providers: [
    VoiceCallsService,
    VoiceReportsService,
    VoiceReportsRepository,
    {
      provide: VoiceVendor,
      inject: [Settings],
      useFactory: ({ vapi }: Settings): VoiceVendor | null => (vapi ? new VapiVendor(vapi) : null),
    },
  ],
})
export class VoiceModule {}
