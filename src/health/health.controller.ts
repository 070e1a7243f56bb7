import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { setTimeout as sleep } from 'node:timers/promises';
import { Public } from '../auth/access.decorators';
import { DatabasePool } from '../database/database-pool';
import { Throttle } from '../throttle/throttle.decorators';

const TIMEOUT_MS = 2000;

/** Health checks for load balancers and orchestrators. */
@ApiExcludeController()
@Public()
@Throttle('none')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: DatabasePool,
  ) {}

  /** The process runs. Checks no dependencies, so that a restart of the database does not restart all processes. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The same as `ready`, under the name that is tried first. */
  @Get()
  @HealthCheck()
  overall() {
    return this.ready();
  }

  /** The process can serve requests. Answers 503 while the database is unreachable or takes no writes. */
  @Get('ready')
  @HealthCheck()
  ready() {
    return this.health.check([
      async () => {
        const indicator = this.indicators.check('database');
        const failure = await this.findFailure();
        return failure === null ? indicator.up() : indicator.down(failure);
      },
    ]);
  }

  private async findFailure(): Promise<string | null> {
    try {
      const late = sleep(TIMEOUT_MS, null, { ref: false });
      const isWritable = await Promise.race([this.database.isWritable(), late]);
      if (isWritable === null) return `no answer within ${TIMEOUT_MS} ms`;
      return isWritable ? null : 'read-only';
    } catch {
      return 'not reachable';
    }
  }
}
