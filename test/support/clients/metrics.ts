/** One figure of the text that Prometheus reads. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"/g;

/** Reads the exposition format 0.0.4. @throws Error naming a line that breaks it */
export function parseMetrics(text: string): { samples: Sample[]; types: Map<string, string> } {
  const samples: Sample[] = [];
  const types = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, type] = /^# TYPE (\S+) (counter|gauge|histogram|summary|untyped)$/.exec(line) ?? [];
    if (name && type) types.set(name, type);
    if (line === '' || line.startsWith('# ')) continue;
    const [, sample = '', labels = '', value = ''] = LINE.exec(line) ?? [];
    // prom-client writes Nan, which Prometheus reads in any case.
    const isNoNumber = /^nan$/i.test(value);
    const number = value === '+Inf' ? Infinity : Number(value);
    const rest = labels.replace(LABEL, '').replace(/,/g, '');
    if (sample === '' || value === '' || (Number.isNaN(number) && !isNoNumber) || rest !== '') {
      throw new Error(`This is no metric: ${line}`);
    }
    const pairs = [...labels.matchAll(LABEL)].map(([, key = '', text = '']) => [key, text]);
    samples.push({
      name: sample,
      labels: Object.fromEntries(pairs) as Record<string, string>,
      value: number,
    });
  }
  return { samples, types };
}

/** The figure with these labels (others may be there); undefined where there is none. */
export function figure(
  samples: Sample[],
  name: string,
  labels: Record<string, string> = {},
): number | undefined {
  return samples.find(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  )?.value;
}
