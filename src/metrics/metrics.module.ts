import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';
import { MetricsService } from './metrics.service';

/** Figures for Prometheus. */
@Global()
@Module({ controllers: [MetricsController], providers: [Metrics, MetricsService], exports: [Metrics] })
export class MetricsModule {}
