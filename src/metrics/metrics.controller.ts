import { Controller, Get, Header, Headers, Ip } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/access.decorators';
import { Throttle } from '../throttle/throttle.decorators';
import { MetricsService } from './metrics.service';

/** The endpoint that Prometheus scrapes. */
@ApiExcludeController()
@Public()
@Throttle('none')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  read(@Headers('authorization') authorization: string | undefined, @Ip() ip: string): Promise<string> {
    return this.metrics.read(authorization, ip);
  }
}
