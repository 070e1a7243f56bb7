import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { PageInterceptor } from './page.interceptor';

/**
 * Adds page links to every list. Import it after IdempotencyModule, which stores finished bodies, links included, and
 * before AuditModule, which looks at the handlers' results.
 */
@Module({ providers: [{ provide: APP_INTERCEPTOR, useClass: PageInterceptor }] })
export class PaginationModule {}
