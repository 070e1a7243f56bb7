import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The result of an attempt to send a mail. `put_off` will be retried; `uncertain` went out without a reply. */
export type AttemptResult = 'sent' | 'failed' | 'put_off' | 'uncertain';

/** The Prometheus metrics of this process. Labels never contain personal data. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = new Histogram({
    name: 'parley_http_request_duration_seconds',
    help: 'Duration of requests, by route pattern.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.registry],
  });
  private readonly sends = new Histogram({
    name: 'parley_mail_send_duration_seconds',
    help: 'Time until the mail server accepted or rejected a mail.',
    labelNames: ['result'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120, 600],
    registers: [this.registry],
  });
  private readonly mailFailures = new Counter({
    name: 'parley_mail_failures_total',
    help: 'Mails that were not accepted for certain, by reason as in the list of invites.',
    labelNames: ['reason'] as const,
    registers: [this.registry],
  });
  private readonly webhookAttempts = new Counter({
    name: 'parley_webhook_attempts_total',
    help: 'Requests of this process to receivers of webhooks.',
    labelNames: ['result'] as const,
    registers: [this.registry],
  });
  private readonly mailReports = new Counter({
    name: 'parley_mail_reports_total',
    help: 'Bounces and complaints that this process has recorded, each once.',
    labelNames: ['source', 'kind', 'matched'] as const,
    registers: [this.registry],
  });
  private readonly deliveries = new Counter({
    name: 'parley_delivery_attempts_total',
    help: 'Attempts of this process to send an invite.',
    labelNames: ['result'] as const,
    registers: [this.registry],
  });

  /** @param result what came of a request to a receiver, a word of a fixed list */
  countWebhookAttempt(result: string): void {
    this.webhookAttempts.inc({ result });
  }

  /** @param isMatched whether the report is about a mail of ours */
  countMailReport(source: string, kind: string, isMatched: boolean): void {
    this.mailReports.inc({ source, kind, matched: isMatched ? 'yes' : 'no' });
  }

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'parley_' });
  }

  /** Records a finished request. */
  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status }, seconds);
  }

  /** Records an attempt to send a mail. */
  observeDelivery(result: AttemptResult, seconds: number): void {
    this.sends.observe({ result }, seconds);
    this.deliveries.inc({ result });
  }

  /** Counts a mail that was not accepted for certain. @param reason a code such as `smtp_550`, never the server's text */
  countMailFailure(reason: string): void {
    this.mailFailures.inc({ reason });
  }

  /**
   * Adds a gauge that is read when Prometheus scrapes.
   * @param read returns a value per label value; if it throws, the gauge is missing in that scrape
   */
  addGauge(name: string, help: string, label: string, read: () => Promise<Record<string, number>>): void {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      async collect() {
        this.reset();
        const values = await read().catch(() => ({}));
        for (const [name, value] of Object.entries(values)) this.set({ [label]: name }, value);
      },
    });
  }
}

/** Records every response by its route pattern, so that ids and tokens never become labels. */
export function observeRequests(server: FastifyInstance, metrics: Metrics): void {
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    metrics.observeRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}
