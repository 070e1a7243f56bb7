import { Injectable } from '@nestjs/common';
import { skipAudit } from '../audit/skip-audit';
import type { Caller } from '../auth/caller';
import { TransactionRunner } from '../database/transaction-runner';
import { InvalidRequestContent } from '../errors/domain-errors';
import {
  type ProjectSettingsDto,
  toProjectSettingsDto,
  type UpdateProjectSettingsDto,
} from './project-settings.dto';
import { type ProjectSettings, ProjectSettingsRepository } from './project-settings.repository';

/** The two halves of each contact rule: a number, and the days in which it counts. */
const CONTACT_RULES = [
  ['max_invites', 'max_invites_days'],
  ['max_participations', 'max_participations_days'],
] as const satisfies [keyof ProjectSettingsDto, keyof ProjectSettingsDto][];

/** Reads and changes the settings of a project. */
@Injectable()
export class ProjectSettingsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly projects: ProjectSettingsRepository,
  ) {}

  async get({ projectId }: Caller): Promise<ProjectSettingsDto> {
    return toProjectSettingsDto(await this.projects.find(projectId));
  }

  /**
   * Changes the fields that were sent. The row is locked, so that of two requests each of which sets one half of a rule
   * the second sees the first.
   * @throws InvalidRequestContent half of a contact rule would be missing, or another project has the name
   */
  async update({ projectId }: Caller, body: UpdateProjectSettingsDto): Promise<ProjectSettingsDto> {
    return this.transactions.run(async (tx) => {
      const current = toProjectSettingsDto(await this.projects.lock(tx, projectId));
      const changed: ProjectSettingsDto = {
        ...current,
        ...body,
        consent_text: { ...current.consent_text, ...body.consent_text },
        retention: { ...current.retention, ...body.retention },
      };
      assertWholeRules(changed);
      if (JSON.stringify(changed) === JSON.stringify(current)) return skipAudit(current);
      await this.projects.update(tx, projectId, toColumns(changed));
      return changed;
    });
  }
}

function assertWholeRules(settings: ProjectSettingsDto): void {
  for (const [limit, days] of CONTACT_RULES) {
    if ((settings[limit] === null) === (settings[days] === null)) continue;
    const [missing, present] = settings[limit] === null ? [limit, days] : [days, limit];
    throw new InvalidRequestContent(
      'required',
      `${limit} and ${days} make one rule: set both, or both to null. Now only ${present} would be set.`,
      missing,
    );
  }
}

function toColumns(settings: ProjectSettingsDto): ProjectSettings {
  return {
    name: settings.name,
    mailLanguage: settings.mail_language,
    senderName: settings.sender_name,
    timeZone: settings.time_zone,
    sendingWindows: settings.sending_windows,
    maxInvites: settings.max_invites,
    maxInvitesDays: settings.max_invites_days,
    maxParticipations: settings.max_participations,
    maxParticipationsDays: settings.max_participations_days,
    countReminders: settings.count_reminders,
    controllerName: settings.controller_name,
    controllerContact: settings.controller_contact,
    privacyUrl: settings.privacy_url,
    consentText: settings.consent_text,
    auditReads: settings.audit_reads,
    retention: settings.retention,
  };
}
