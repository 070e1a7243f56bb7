import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { mergeMap, type Observable } from 'rxjs';
import { ACCESS, type Access } from '../auth/access.decorators';
import type { AuthenticatedRequest } from '../auth/caller';
import { asBoolean } from '../http/field-check';
import { OPERATION_ID } from '../http/operation.decorator';
import { AuditService } from './audit.service';

// Only where the field means something: elsewhere it is an unknown one, and nobody may hide a write with it.
const HAVE_DRY_RUN = new Set(['user_interview_topics_send_invites_create']);

/** Records every operation that needed the write scope and succeeded. */
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
    const { caller, params, body, id: requestId } = request;
    const writes = access === 'user_interview:write' && !(HAVE_DRY_RUN.has(operation) && isDryRun(body));
    if (!writes || !caller) return next.handle();
    return next.handle().pipe(
      mergeMap(async (result: unknown) => {
        const { projectId, userId, keyId } = caller;
        const target = { ...idsOf(params), ...madeId(result) };
        await this.audit.record({ projectId, userId, keyId, operation, target, requestId });
        return result;
      }),
    );
  }
}

function isDryRun(body: unknown): boolean {
  return body !== null && typeof body === 'object' && 'dry_run' in body && asBoolean(body.dry_run) === true;
}

function idsOf(params: unknown): Record<string, string> {
  const entries = Object.entries(params as Record<string, string>);
  return Object.fromEntries(entries.filter(([name]) => name !== 'project_id'));
}

function madeId(result: unknown): Record<string, string> {
  const id = result !== null && typeof result === 'object' && 'id' in result ? result.id : undefined;
  return typeof id === 'string' ? { result: id } : {};
}
