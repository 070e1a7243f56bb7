import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { mergeMap, type Observable } from 'rxjs';
import { ACCESS, type Access } from '../auth/access.decorators';
import type { AuthenticatedRequest } from '../auth/caller';
import { OPERATION_ID } from '../openapi/operation.decorator';
import { AUDITED_READ, type AuditedRead } from './audit-read.decorator';
import { auditReasonOf, withoutAddresses } from './audit-reason';
import { AuditService } from './audit.service';
import { isAuditSkipped } from './skip-audit';

/**
 * Records every successful operation that writes: those that require the write scope, and those for admins but GET; and
 * reads, where the project wants that. A result that is marked with `skipAudit` is not recorded; one that is marked with `auditReason` gets its reason.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly audit: AuditService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const handler = context.getHandler();
    const access = this.reflector.get<Access | undefined>(ACCESS, handler);
    const operation = this.reflector.get<string | undefined>(OPERATION_ID, handler) ?? handler.name;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { caller, params, id: requestId } = request;
    const read = this.reflector.get<AuditedRead | undefined>(AUDITED_READ, handler) ?? null;
    if (!caller || (read === null && !writes(access, request.method))) return next.handle();
    return next.handle().pipe(
      mergeMap(async (result: unknown) => {
        if (isAuditSkipped(result)) return result;
        const { projectId, userId, keyId } = caller;
        const target = { ...idsOf(params), ...createdId(result) };
        const reason = withoutAddresses(auditReasonOf(result));
        await this.audit.record({ projectId, userId, keyId, operation, target, reason, requestId, read });
        return result;
      }),
    );
  }
}

function writes(access: Access | undefined, method: string): boolean {
  return access === 'user_interview:write' || (access === '*' && method !== 'GET' && method !== 'HEAD');
}

function idsOf(params: unknown): Record<string, string> {
  const entries = Object.entries(params as Record<string, string>);
  return Object.fromEntries(entries.filter(([name]) => name !== 'project_id'));
}

function createdId(result: unknown): Record<string, string> {
  const id = result !== null && typeof result === 'object' && 'id' in result ? result.id : undefined;
  return typeof id === 'string' ? { result: id } : {};
}
