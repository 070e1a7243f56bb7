import { Global, Module } from '@nestjs/common';
import { ThrottleModule } from '../throttle/throttle.module';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';
import { MetricsService } from './metrics.service';

/** Metrics for Prometheus. */
@Global()
@Module({
  imports: [ThrottleModule],
  controllers: [MetricsController],
  providers: [Metrics, MetricsService],
  exports: [Metrics],
})
export class MetricsModule {}
