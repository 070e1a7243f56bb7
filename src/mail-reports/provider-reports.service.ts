import { Injectable, Logger } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { Settings } from '../config/settings';
import {
  AuthenticationFailed,
  InvalidRequestContent,
  NotFound,
  ServiceUnavailable,
} from '../errors/domain-errors';
import type { Json } from '../validation/json-fields';
import { REPORT_PROVIDERS, type ReportProviderName } from './mail-report';
import { MailReportsService } from './mail-reports.service';
import { brevo } from './providers/brevo';
import { mailgun } from './providers/mailgun';
import { postmark } from './providers/postmark';
import { jsonOf, type ReportProvider } from './providers/report-provider';
import { confirmationUrl, ses } from './providers/ses';
import { standard } from './providers/standard';
import { SubscriptionConfirmer } from './providers/subscription-confirmer';

const PROVIDERS: Record<ReportProviderName, ReportProvider> = { ses, postmark, mailgun, brevo, standard };

/** Takes the requests in which providers report bounces and complaints. */
@Injectable()
export class ProviderReportsService {
  private readonly logger = new Logger(ProviderReportsService.name);
  private readonly secrets: Record<ReportProviderName, string | null>;

  constructor(
    settings: Settings,
    private readonly reports: MailReportsService,
    private readonly confirmer: SubscriptionConfirmer,
  ) {
    this.secrets = {
      ses: settings.mailReportSecretSes,
      postmark: settings.mailReportSecretPostmark,
      mailgun: settings.mailReportSecretMailgun,
      brevo: settings.mailReportSecretBrevo,
      standard: settings.mailReportSecretStandard,
    };
  }

  /**
   * Records the bounces and complaints in a request. Without a right signature nothing is changed.
   * @returns how many there were
   * @throws NotFound, ServiceUnavailable, AuthenticationFailed, InvalidRequestContent
   */
  async receive(name: string, headers: IncomingHttpHeaders, raw: Buffer): Promise<number> {
    if (!isProvider(name)) throw new NotFound(`No such provider. There are ${REPORT_PROVIDERS.join(', ')}.`);
    const secret = this.secrets[name];
    if (secret === null) {
      throw new ServiceUnavailable(
        'mail_reports_not_configured',
        `Reports of this provider are not taken. Set MAIL_REPORT_SECRET_${name.toUpperCase()}.`,
      );
    }
    const provider = PROVIDERS[name];
    if (!provider.verify({ headers, raw }, secret)) {
      throw new AuthenticationFailed('The signature or password is not valid.');
    }
    const body = jsonOf({ raw });
    if (body === null) throw new InvalidRequestContent('parse_error', 'The request body is not valid JSON.');
    const found = provider.read(body);
    await this.reports.record(name, found);
    if (name === 'ses') await this.confirmSubscription(body);
    return found.length;
  }

  /** SNS sends nothing to an address until somebody has opened the one that it names. */
  private async confirmSubscription(body: Json): Promise<void> {
    const url = confirmationUrl(body);
    if (!url) return;
    await this.confirmer.confirm(url);
    this.logger.log('the subscription of Amazon SNS is confirmed');
  }
}

function isProvider(name: string): name is ReportProviderName {
  return (REPORT_PROVIDERS as readonly string[]).includes(name);
}
