import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Settings } from '../config/settings';
import { InterviewsModule } from '../interviews/interviews.module';
import { SharingModule } from '../sharing/sharing.module';
import { VapiProvider } from './vapi/vapi-provider';
import { VoiceCallsService } from './voice-calls.service';
import { VoiceController } from './voice.controller';
import { VoiceProvider } from './voice-provider';
import { VoiceReportSweeper } from './voice-report-sweeper.service';
import { VoiceReport } from './voice-report.entity';
import { VoiceReportsRepository } from './voice-reports.repository';
import { VoiceReportsService } from './voice-reports.service';

/** Interviews by voice call. The configuration decides which provider holds them, if any. */
@Module({
  imports: [TypeOrmModule.forFeature([VoiceReport]), SharingModule, InterviewsModule],
  controllers: [VoiceController],
  providers: [
    VoiceCallsService,
    VoiceReportsService,
    VoiceReportsRepository,
    VoiceReportSweeper,
    {
      provide: VoiceProvider,
      inject: [Settings],
      useFactory: ({ vapi }: Settings): VoiceProvider | null => (vapi ? new VapiProvider(vapi) : null),
    },
  ],
})
export class VoiceModule {}
