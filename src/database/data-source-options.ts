import type { DataSourceOptions } from 'typeorm';
import { AuditEvent } from '../audit/audit-event.entity';
import { IdempotencyKey } from '../idempotency/idempotency-key.entity';
import { IntervieweeContext } from '../interviewees/interviewee-context.entity';
import { ConsentText } from '../interviews/consents/consent-text.entity';
import { InterviewAnswer } from '../interviews/interview-answer.entity';
import { WithdrawnWords } from '../interviews/withdrawals/withdrawn-words.entity';
import { UserInterview } from '../interviews/user-interview.entity';
import { ContactChoice } from '../contacts/contact-choice.entity';
import { ContactCount } from '../contacts/contact-count.entity';
import { Contact } from '../contacts/contact.entity';
import { ErasedContact } from '../contacts/erased/erased-contact.entity';
import { ErasureKey } from '../contacts/erased/erasure-key.entity';
import { DeliveryCount } from '../ledger/delivery-count.entity';
import { InviteBatch } from '../ledger/invite-batch.entity';
import { InviteDelivery } from '../ledger/invite-delivery.entity';
import { MailCount } from '../mail/governor/mail-count.entity';
import { MailRateShare } from '../mail/governor/mail-rate-share.entity';
import { MailReportRow } from '../mail-reports/mail-report.entity';
import { SendConfirmation } from '../mcp/send-confirmation/send-confirmation.entity';
import { ResponseCount } from '../responses/response-count.entity';
import { SharingConfiguration } from '../sharing/sharing-configuration.entity';
import { TopicCount } from '../topics/topic-count.entity';
import { Topic } from '../topics/topic.entity';
import { PersonalApiKey } from '../users/personal-api-key.entity';
import { ProjectMembership } from '../users/project-membership.entity';
import { Project } from '../users/project.entity';
import { Session } from '../users/session.entity';
import { SignInLink } from '../users/sign-in-link.entity';
import { User } from '../users/user.entity';
import { VoiceReport } from '../voice/voice-report.entity';
import { WebhookAttempt } from '../webhooks/webhook-attempt.entity';
import { WebhookMessage } from '../webhooks/webhook-message.entity';
import { Webhook } from '../webhooks/webhook.entity';
import { GuardedClient } from './guarded-client';
import { applySessionSettings } from './session-settings';
import { SnakeNamingStrategy } from './snake-naming.strategy';
import { FirstSchema1795000000000 } from './migrations/1795000000000-first-schema';
import { IdempotencyAndAudit1795000100000 } from './migrations/1795000100000-idempotency-and-audit';
import { Interviews1795100000000 } from './migrations/1795100000000-interviews';
import { ResponseSearch1795110000000 } from './migrations/1795110000000-response-search';
import { VoiceReports1795120000000 } from './migrations/1795120000000-voice-reports';
import { SendConfirmations1795130000000 } from './migrations/1795130000000-send-confirmations';
import { ListAtAnySize1795140000000 } from './migrations/1795140000000-list-at-any-size';
import { DeliveryPointsToItsBatch1795150000000 } from './migrations/1795150000000-delivery-points-to-its-batch';
import { SearchTheLedger1795160000000 } from './migrations/1795160000000-search-the-ledger';
import { UniqueAndCheckConstraints1795170000000 } from './migrations/1795170000000-unique-and-check-constraints';
import { ValidateChecks1795180000000 } from './migrations/1795180000000-validate-checks';
import { RetryVoiceReports1795200000000 } from './migrations/1795200000000-retry-voice-reports';
import { UncertainDeliveries1795240000000 } from './migrations/1795240000000-uncertain-deliveries';
import { FoldCaseInEveryLocale1795260000000 } from './migrations/1795260000000-fold-case-in-every-locale';
import { SearchInThreeLanguages1795300000000 } from './migrations/1795300000000-search-in-three-languages';
import { BoundedTopics1795310000000 } from './migrations/1795310000000-bounded-topics';
import { FasterIds1795400000000 } from './migrations/1795400000000-faster-ids';
import { Contacts1795410000000 } from './migrations/1795410000000-contacts';
import { FollowUpMails1795420000000 } from './migrations/1795420000000-follow-up-mails';
import { ContactsOfEarlierInvites1795430000000 } from './migrations/1795430000000-contacts-of-earlier-invites';
import { PeopleWhoSignIn1795500000000 } from './migrations/1795500000000-people-who-sign-in';
import { SenderAndTimeZoneOfMails1795510000000 } from './migrations/1795510000000-sender-and-time-zone-of-mails';
import { BatchesUnderControl1795600000000 } from './migrations/1795600000000-batches-under-control';
import { Webhooks1795610000000 } from './migrations/1795610000000-webhooks';
import { MailRate1795620000000 } from './migrations/1795620000000-mail-rate';
import { MailReports1795630000000 } from './migrations/1795630000000-mail-reports';
import { DerivedLinks1795640000000 } from './migrations/1795640000000-derived-links';
import { ErasedContacts1795650000000 } from './migrations/1795650000000-erased-contacts';
import { PrivacySettings1795660000000 } from './migrations/1795660000000-privacy-settings';
import { Withdrawals1795670000000 } from './migrations/1795670000000-withdrawals';

/** Connection options of every process, command and test, with the one list of entities and migrations. */
export function dataSourceOptions(url: string, poolSize = 15) {
  return {
    type: 'postgres',
    url,
    poolSize,
    synchronize: false,
    logging: false,
    applicationName: 'parley',
    entities: [
      User,
      Project,
      ProjectMembership,
      PersonalApiKey,
      Session,
      SignInLink,
      Topic,
      TopicCount,
      IntervieweeContext,
      SharingConfiguration,
      UserInterview,
      ResponseCount,
      InterviewAnswer,
      Webhook,
      WebhookAttempt,
      WebhookMessage,
      VoiceReport,
      InviteBatch,
      InviteDelivery,
      DeliveryCount,
      Contact,
      ContactCount,
      ContactChoice,
      ConsentText,
      WithdrawnWords,
      ErasedContact,
      ErasureKey,
      IdempotencyKey,
      AuditEvent,
      MailCount,
      MailRateShare,
      MailReportRow,
      SendConfirmation,
    ],
    migrations: [
      FirstSchema1795000000000,
      IdempotencyAndAudit1795000100000,
      Interviews1795100000000,
      ResponseSearch1795110000000,
      VoiceReports1795120000000,
      SendConfirmations1795130000000,
      ListAtAnySize1795140000000,
      DeliveryPointsToItsBatch1795150000000,
      SearchTheLedger1795160000000,
      UniqueAndCheckConstraints1795170000000,
      ValidateChecks1795180000000,
      RetryVoiceReports1795200000000,
      UncertainDeliveries1795240000000,
      FoldCaseInEveryLocale1795260000000,
      SearchInThreeLanguages1795300000000,
      BoundedTopics1795310000000,
      FasterIds1795400000000,
      Contacts1795410000000,
      FollowUpMails1795420000000,
      ContactsOfEarlierInvites1795430000000,
      PeopleWhoSignIn1795500000000,
      SenderAndTimeZoneOfMails1795510000000,
      BatchesUnderControl1795600000000,
      Webhooks1795610000000,
      MailRate1795620000000,
      MailReports1795630000000,
      DerivedLinks1795640000000,
      ErasedContacts1795650000000,
      PrivacySettings1795660000000,
      Withdrawals1795670000000,
    ],
    namingStrategy: new SnakeNamingStrategy(),
    migrationsTableName: 'migration',
    // Ids come from column defaults, so TypeORM has no extension to install.
    installExtensions: false,
    extra: {
      connectionTimeoutMillis: 5000,
      idleTimeoutMillis: 30_000,
      // After a failover a connection to the old primary could otherwise stay open for ever.
      maxLifetimeSeconds: 300,
      keepAlive: true,
      onConnect: applySessionSettings,
      Client: GuardedClient,
    },
  } as const satisfies DataSourceOptions;
}
