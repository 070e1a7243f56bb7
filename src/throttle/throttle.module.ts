import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Limiters } from './limiters';
import { ThrottleGuard } from './throttle.guard';

/** Import it after AuthModule: guards run in the order of their modules, and the throttle needs to know the caller. */
@Module({ providers: [Limiters, { provide: APP_GUARD, useClass: ThrottleGuard }], exports: [Limiters] })
export class ThrottleModule {}
