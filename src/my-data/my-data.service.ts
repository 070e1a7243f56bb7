import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { ContactChoicesService } from '../contacts/contact-choices.service';
import { canonicalMailbox, parseMailbox } from '../identifiers/identifier';
import { respondentOf } from '../interviews/interview-flow';
import type { Visitor } from '../interviews/interview-state';
import type { OwnInterview } from '../interviews/withdrawals/own-interview';
import { WithdrawalsService } from '../interviews/withdrawals/withdrawals.service';
import { controllerLine } from '../project-settings/privacy-notice';
import type { LinkOwner } from '../sharing/active-link';
import { LinkAccessService } from '../sharing/link-access.service';
import type { Language } from '../texts/languages';
import { myDataTextsOf } from '../texts/my-data/by-language';
import { MyDataReadModel } from './my-data.read-model';

/** A fact with its label. */
export interface Fact {
  label: string;
  value: string;
}

/** A withdrawal, and the number by which it can be asked about. */
export interface Withdrawal {
  number: string;
  /** As people write it, in UTC. */
  time: string;
  isoTime: string;
  canUndo: boolean;
}

/** Everything about an interviewee that the page shows. */
export interface OwnData {
  topic: string;
  /** As the person was invited; empty where nobody was. */
  identifier: string;
  facts: Fact[];
  interviews: OwnInterview[];
  /** The latest withdrawal, if nothing was said since; null for none. */
  withdrawal: Withdrawal | null;
  hasWords: boolean;
  canWithdraw: boolean;
  hasMailbox: boolean;
  isOptedOut: boolean;
  controller: string;
  privacyUrl: string;
}

/** An interviewee's own data: what is stored, and taking it back. */
@Injectable()
export class MyDataService {
  constructor(
    private readonly links: LinkAccessService,
    private readonly withdrawals: WithdrawalsService,
    private readonly choices: ContactChoicesService,
    private readonly readModel: MyDataReadModel,
  ) {}

  /** The data of the person who has the link; null when it belongs to nobody. Changes nothing. */
  async find(visitor: Visitor): Promise<OwnData | null> {
    const owner = await this.links.findOwnerOfData(visitor.accessToken);
    const notice = owner && (await this.readModel.findNotice(owner.topicId));
    if (!owner || !notice) return null;
    const interviews = await this.withdrawals.find(respondentOf(owner, visitor));
    const mailbox = mailboxOf(owner);
    const isOptedOut = mailbox !== null && (await this.choices.isOptedOut(owner.projectId, mailbox));
    const identifier = owner.kind === 'personal' ? owner.identifier : '';
    return {
      topic: notice.topic,
      identifier,
      facts: factsOf(identifier, interviews, visitor.language),
      interviews,
      withdrawal: withdrawalOf(interviews, visitor.language),
      hasWords: interviews.some(hasWords),
      canWithdraw: interviews.some(
        ({ withdrawnAt, startedAt, isCall }) => withdrawnAt === null && (startedAt !== null || isCall),
      ),
      hasMailbox: mailbox !== null,
      isOptedOut,
      controller: controllerLine(notice),
      privacyUrl: notice.privacyUrl,
    };
  }

  /** Withdraws everything that the person has said on the topic. @returns false for a link of nobody */
  async withdraw(visitor: Visitor): Promise<boolean> {
    return this.change(visitor, (owner) => this.withdrawals.withdraw(respondentOf(owner, visitor)));
  }

  /** Undoes that within ten minutes. @returns false for a link of nobody */
  async undo(visitor: Visitor): Promise<boolean> {
    return this.change(visitor, (owner) => this.withdrawals.undo(respondentOf(owner, visitor)));
  }

  /** Stops all mails to the person, if they have an address. @returns false for a link of nobody */
  async neverWrite(visitor: Visitor): Promise<boolean> {
    return this.change(visitor, async (owner) => {
      const mailbox = mailboxOf(owner);
      if (mailbox !== null) await this.choices.neverWriteTo(owner, mailbox);
    });
  }

  private async change(visitor: Visitor, work: (owner: LinkOwner) => Promise<void>): Promise<boolean> {
    const owner = await this.links.findOwnerOfData(visitor.accessToken);
    if (!owner) return false;
    await work(owner);
    return true;
  }
}

function mailboxOf({ kind, identifier }: LinkOwner): string | null {
  const parsed = kind === 'personal' ? parseMailbox(identifier) : null;
  return parsed && canonicalMailbox(parsed.address);
}

function hasWords({ transcript, summary, answers }: OwnInterview): boolean {
  return transcript !== '' || summary !== '' || answers.length > 0;
}

function factsOf(identifier: string, interviews: OwnInterview[], language: Language): Fact[] {
  const { facts } = myDataTextsOf(language);
  const entries = [
    { label: facts.identifier, value: identifier },
    ...interviews.flatMap(({ respondentName, startedAt, completedAt, withdrawnAt, consentVersion }) => [
      { label: facts.name, value: respondentName },
      { label: facts.started, value: inWords(startedAt, language) },
      { label: facts.completed, value: inWords(completedAt, language) },
      { label: facts.withdrawn, value: inWords(withdrawnAt, language) },
      { label: facts.consent, value: consentVersion ?? '' },
    ]),
  ];
  return entries.filter(({ value }) => value !== '');
}

function withdrawalOf(interviews: OwnInterview[], language: Language): Withdrawal | null {
  if (interviews.some(({ status, withdrawnAt }) => withdrawnAt === null && status !== 'declined'))
    return null;
  const [latest] = interviews
    .filter(({ withdrawnAt }) => withdrawnAt !== null)
    .sort((a, b) => Number(b.withdrawnAt) - Number(a.withdrawnAt));
  const at = latest?.withdrawnAt;
  if (!latest || !at) return null;
  const hash = createHash('sha256').update(`${latest.id} ${at.toISOString()}`).digest('hex').slice(0, 16);
  return {
    number: hash.toUpperCase().replace(/(.{4})(?=.)/g, '$1-'),
    time: inWords(at, language),
    isoTime: at.toISOString(),
    canUndo: interviews.some(({ undoSeconds }) => undoSeconds > 0),
  };
}

/** A time as people write it, in UTC; empty for null. */
function inWords(time: Date | null, language: Language): string {
  if (time === null) return '';
  const words = time.toLocaleString(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${words} UTC`;
}
