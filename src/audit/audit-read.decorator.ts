import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { AuditReads } from '../users/project.entity';

/** Metadata key of routes that read what the audit trail may record. */
export const AUDITED_READ = 'parley:audited-read';

/** The least setting of a project under which a read is recorded. */
export type AuditedRead = Exclude<AuditReads, 'none'>;

/** The route reads responses (`all`) or exports what people said or whom was written to (`exports`). */
export const AuditRead = (read: AuditedRead) =>
  applyDecorators(SetMetadata<string, AuditedRead>(AUDITED_READ, read), ApiExtension('x-audited-read', read));
