import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings';
import type { Language } from '../texts/languages';
import { signInTextsOf } from '../texts/sign-in/by-language';
import { headerText } from './fast-path/mime-message';
import { safeName } from './greeting';
import type { RenderedInvite } from './invite-mail-renderer';
import { compileMail, wrapText } from './mail-templates';
import { safeTopic } from './safe-text';

/** Who invites to which project. */
export interface ProjectInvitation {
  inviter: { name: string; address: string };
  project: string;
}

/** The values of a mail with a link that signs in. */
export interface SignInMail {
  language: Language;
  /** Name of the recipient; blank when unknown. */
  name: string;
  url: string;
  /** Minutes for which the link works. */
  validMinutes: number;
  /** Null for a mail that its recipient has asked for. */
  invitation: ProjectInvitation | null;
}

const MINUTES_PER_DAY = 1440;

/** Renders mails with a link that signs in. */
@Injectable()
export class SignInMailRenderer {
  private readonly template = compileMail('sign-in');
  private readonly host: string;

  constructor({ publicUrl }: Settings) {
    this.host = new URL(publicUrl).host;
  }

  /** Names of people and projects that could carry a link or a message are left out. */
  render({ language, name, url, validMinutes, invitation }: SignInMail): RenderedInvite {
    const { mail: texts } = signInTextsOf(language);
    const kind = invitation
      ? texts.invitation(inviterOf(invitation), safeTopic(invitation.project))
      : texts.signIn;
    const variables = {
      language,
      texts,
      kind,
      url,
      greeting: texts.hello(safeName(name)),
      validity: kind.validity(inWords(validMinutes, language)),
      reason: kind.reason(this.host),
    };
    return {
      subject: headerText(kind.subject),
      html: this.template.html(variables),
      text: this.template.text({
        ...variables,
        wrapped_lead: wrapText(kind.lead),
        wrapped_validity: wrapText(variables.validity),
        wrapped_private: wrapText(texts.keepPrivate),
        wrapped_reason: wrapText(variables.reason),
      }),
    };
  }
}

/** The address stands for a name that is missing or could carry a message. */
function inviterOf({ inviter }: ProjectInvitation): string {
  return safeName(inviter.name) || inviter.address;
}

/** A period of time such as "15 minutes" or "3 days". */
function inWords(minutes: number, language: Language): string {
  const days = minutes / MINUTES_PER_DAY;
  const [value, unit] = Number.isInteger(days) ? [days, 'day'] : [minutes, 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
