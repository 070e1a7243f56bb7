import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Limiters } from './limiters';
import { ThrottleGuard } from './throttle.guard';

/** Puts the throttle behind the auth guard; import it after AuthModule, since guards run in that order. */
@Module({ providers: [Limiters, { provide: APP_GUARD, useClass: ThrottleGuard }], exports: [Limiters] })
export class ThrottleModule {}
