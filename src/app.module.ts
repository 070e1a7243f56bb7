import { BullModule } from '@nestjs/bull';
import { type DynamicModule, Module } from '@nestjs/common';
import { AuthModule } from './auth/auth.module';
import { ConfigModule } from './config/config.module';
import type { Settings } from './config/settings';
import { DatabaseModule } from './database/database.module';
import { HealthModule } from './health/health.module';
import { IntervieweesModule } from './interviewees/interviewees.module';
import { InterviewsModule } from './interviews/interviews.module';
import { InvitesModule } from './invites/invites.module';
import { MailboxModule } from './mailbox/mailbox.module';
import type { MailboxStore } from './mailbox/mailbox-store';
import { SharingModule } from './sharing/sharing.module';
import { TopicsModule } from './topics/topics.module';
import { UsersModule } from './users/users.module';

/** The one place that knows every module. */
@Module({})
export class AppModule {
  /** @param mailbox of the embedded mail server, when this process runs one */
  static register(settings: Settings, mailbox: MailboxStore | null): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.register(settings),
        DatabaseModule,
        ...(settings.redisUrl === null ? [] : [BullModule.forRoot({ url: settings.redisUrl })]),
        UsersModule,
        AuthModule,
        TopicsModule,
        IntervieweesModule,
        SharingModule,
        InvitesModule.register(settings),
        InterviewsModule,
        HealthModule,
        ...(mailbox ? [MailboxModule.register(mailbox)] : []),
      ],
    };
  }
}
