import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { MailService } from '../mail/mail.service';
import { type ProjectInvitation, SignInMailRenderer } from '../mail/sign-in-mail-renderer';
import type { Language } from '../texts/languages';
import { INVITATION_MINUTES, SIGN_IN_MINUTES } from './sign-in-links.service';

/** A user as mails address them. */
export interface Addressee {
  name: string;
  address: string;
}

/** Mails links that sign in. */
@Injectable()
export class SignInMailer {
  constructor(
    private readonly renderer: SignInMailRenderer,
    private readonly mail: MailService,
  ) {}

  /** Whether a mail server is configured. */
  isConfigured(): boolean {
    return this.mail.isConfigured();
  }

  /** @throws ServiceUnavailable no mail server is configured */
  assertConfigured(): void {
    this.mail.assertConfigured();
  }

  /** Mails a link of {@link SIGN_IN_MINUTES} to the user who asked for it. @throws MailFailure */
  async sendLink(to: Addressee, url: string, language: Language): Promise<void> {
    const mail = this.renderer.render({
      language,
      name: to.name,
      url,
      validMinutes: SIGN_IN_MINUTES,
      invitation: null,
    });
    await this.mail.sendSoon({
      ...mail,
      id: randomUUID(),
      fromName: '',
      to,
      replyTo: null,
      unsubscribeUrl: null,
    });
  }

  /** Mails a link of {@link INVITATION_MINUTES} to a user who was added to a project. @throws MailFailure */
  async sendInvitation(
    to: Addressee,
    url: string,
    language: Language,
    invitation: ProjectInvitation,
  ): Promise<void> {
    const mail = this.renderer.render({
      language,
      name: to.name,
      url,
      validMinutes: INVITATION_MINUTES,
      invitation,
    });
    const replyTo = invitation.inviter.address;
    await this.mail.sendSoon({ ...mail, id: randomUUID(), fromName: '', to, replyTo, unsubscribeUrl: null });
  }
}
