import { Global, Module } from '@nestjs/common';
import { ResponseBudget } from './response-budget';

/** The memory for large responses, which all parts of this process share. */
@Global()
@Module({ providers: [ResponseBudget], exports: [ResponseBudget] })
export class HttpModule {}
