import { Module } from '@nestjs/common';
import { PageErrorFilter } from './page-error.filter';

/** Parts that all public pages share. */
@Module({ providers: [PageErrorFilter] })
export class PagesModule {}
