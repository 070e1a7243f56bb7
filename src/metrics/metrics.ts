import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What became of a try to mail: `put_off` will be tried again. */
export type DeliveryResult = 'sent' | 'failed' | 'put_off';

/** The figures of this process, in Prometheus' terms. Labels never hold anything of a person. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = new Histogram({
    name: 'parley_http_request_duration_seconds',
    help: 'Time to answer, by route pattern.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.registry],
  });
  private readonly sends = new Histogram({
    name: 'parley_mail_send_duration_seconds',
    help: 'Time until the mail server accepted or refused a mail.',
    labelNames: ['result'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.registry],
  });
  private readonly deliveries = new Counter({
    name: 'parley_delivery_attempts_total',
    help: 'Tries to mail an invite by this process.',
    labelNames: ['result'] as const,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'parley_' });
  }

  /** Counts a request that was answered. */
  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status }, seconds);
  }

  /** Counts a try to mail. */
  observeDelivery(result: DeliveryResult, seconds: number): void {
    this.sends.observe({ result }, seconds);
    this.deliveries.inc({ result });
  }

  /**
   * Adds figures that are read when Prometheus asks.
   * @param read label value to figure; what it throws leaves the gauge out of that answer
   */
  addGauge(name: string, help: string, label: string, read: () => Promise<Record<string, number>>): void {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      async collect() {
        this.reset();
        const figures = await read().catch(() => ({}));
        for (const [value, figure] of Object.entries(figures)) this.set({ [label]: value }, figure);
      },
    });
  }
}
