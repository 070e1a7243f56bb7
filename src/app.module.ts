import { BullModule } from '@nestjs/bull';
import { type DynamicModule, Module } from '@nestjs/common';
import { ApiKeysModule } from './api-keys/api-keys.module';
import { AuditModule } from './audit/audit.module';
import { AuthModule } from './auth/auth.module';
import { ConfigModule } from './config/config.module';
import type { Settings } from './config/settings';
import { ContactsModule } from './contacts/contacts.module';
import { DatabaseModule } from './database/database.module';
import { HttpModule } from './http/http.module';
import { HealthModule } from './health/health.module';
import { IdempotencyModule } from './idempotency/idempotency.module';
import { IntervieweesModule } from './interviewees/interviewees.module';
import { InterviewsModule } from './interviews/interviews.module';
import { InvitesModule } from './invites/invites.module';
import { MailReportsModule } from './mail-reports/mail-reports.module';
import { MailboxErasuresModule } from './dev/mailbox/mailbox-erasures.module';
import { MailboxModule } from './dev/mailbox/mailbox.module';
import type { MailboxStore } from './dev/mailbox/mailbox-store';
import { redisOptions } from './config/redis-options';
import { McpModule } from './mcp/mcp.module';
import { MembersModule } from './members/members.module';
import { MetricsModule } from './metrics/metrics.module';
import { MyDataModule } from './my-data/my-data.module';
import { OptOutModule } from './opt-out/opt-out.module';
import { PagesModule } from './pages/pages.module';
import { PaginationModule } from './pagination/pagination.module';
import { PeopleModule } from './people/people.module';
import { ProgressModule } from './progress/progress.module';
import { ProjectSettingsModule } from './project-settings/project-settings.module';
import { ResponsesModule } from './responses/responses.module';
import { RetentionModule } from './retention/retention.module';
import { SignInModule } from './sign-in/sign-in.module';
import { SharingModule } from './sharing/sharing.module';
import { TopicsModule } from './topics/topics.module';
import { ThrottleModule } from './throttle/throttle.module';
import { UsersModule } from './users/users.module';
import { VoiceModule } from './voice/voice.module';
import { WebhooksModule } from './webhooks/webhooks.module';

/** Lists all modules. Guards and interceptors run in the order of their modules. */
@Module({})
export class AppModule {
  /** @param mailbox the mailbox of the embedded mail server, if this process runs one */
  static register(settings: Settings, mailbox: MailboxStore | null): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.register(settings),
        DatabaseModule,
        HttpModule,
        ...(settings.redisUrl === null
          ? []
          : [BullModule.forRoot({ redis: redisOptions(settings.redisUrl) })]),
        UsersModule,
        AuthModule,
        ThrottleModule,
        IdempotencyModule,
        PaginationModule,
        AuditModule,
        MetricsModule,
        PagesModule,
        SignInModule,
        ProjectSettingsModule,
        MembersModule,
        ApiKeysModule,
        TopicsModule,
        IntervieweesModule,
        SharingModule,
        ContactsModule,
        InvitesModule.register(settings),
        InterviewsModule,
        OptOutModule,
        MyDataModule,
        ResponsesModule,
        ProgressModule,
        VoiceModule,
        WebhooksModule.register(settings),
        MailReportsModule.register(settings),
        PeopleModule,
        RetentionModule,
        McpModule,
        HealthModule,
        ...(mailbox ? [MailboxModule.register(mailbox), MailboxErasuresModule.register(mailbox)] : []),
      ],
    };
  }
}
