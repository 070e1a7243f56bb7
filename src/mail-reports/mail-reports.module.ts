import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Settings } from '../config/settings';
import { MailModule } from '../mail/mail.module';
import { MailReportRow } from './mail-report.entity';
import { MailReportsMetrics } from './mail-reports-metrics';
import { MailReportsController } from './mail-reports.controller';
import { MailReportsRepository } from './mail-reports.repository';
import { MailReportsService } from './mail-reports.service';
import { MailReportsSweeper } from './mailbox/mail-reports-sweeper';
import { ProviderReportsService } from './provider-reports.service';
import { SubscriptionConfirmer } from './providers/subscription-confirmer';

/** Bounces and complaints: from providers, and from a mailbox unless this process has the role `web`. */
@Module({})
export class MailReportsModule {
  static register({ role }: Pick<Settings, 'role'>): DynamicModule {
    return {
      module: MailReportsModule,
      imports: [TypeOrmModule.forFeature([MailReportRow]), MailModule],
      controllers: [MailReportsController],
      providers: [
        MailReportsRepository,
        MailReportsService,
        MailReportsMetrics,
        ProviderReportsService,
        SubscriptionConfirmer,
        ...(role === 'web' ? [] : [MailReportsSweeper]),
      ],
    };
  }
}
