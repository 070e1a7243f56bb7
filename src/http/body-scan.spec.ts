import fc from 'fast-check';
import { type BodyScan, FormScan, JsonScan, MAX_DEPTH, MultipartScan } from './body-scan';

/** Reads the text in chunks that end at these positions. */
function read<Scan extends BodyScan>(scan: Scan, text: string, cuts: number[] = []): Scan {
  const bytes = Buffer.from(text);
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let from = 0;
  for (const end of ends) {
    scan.read(bytes.subarray(from, end));
    from = end;
  }
  return scan;
}

/** The brackets, commas and colons that JSON.stringify writes for this value. */
function partsOf(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  const inside = Object.values(value);
  const colons = Array.isArray(value) ? 0 : inside.length;
  return 1 + colons + Math.max(0, inside.length - 1) + inside.map(partsOf).reduce((a, b) => a + b, 0);
}

describe('scanning bodies', () => {
  it('counts the parts of JSON, whatever its texts contain and wherever chunks end', () => {
    const texts = fc.oneof(
      fc.string({ unit: fc.constantFrom('"', '\\', '[', '{', ',', ':', 'ü', 'x') }),
      fc.string(),
    );
    const values = fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(texts, values)), fc.array(fc.nat()), (pairs, cuts) => {
        const value = pairs.map(([text, inner]) => ({ [text]: [text, inner] }));
        expect(read(new JsonScan(), JSON.stringify(value), cuts).parts).toBe(partsOf(value));
      }),
    );
  });

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('finds %s that are nested too deep', (_what, open, close) => {
    const nested = (depth: number) => `${open.repeat(depth)}0${close.repeat(depth)}`;
    expect(read(new JsonScan(), nested(MAX_DEPTH)).tooDeep).toBe(false);
    expect(read(new JsonScan(), nested(MAX_DEPTH + 1), [7]).tooDeep).toBe(true);
  });

  it('takes brackets side by side and in texts for what they are', () => {
    const flat = JSON.stringify({ list: Array(100).fill([]), text: '['.repeat(100) });
    expect(read(new JsonScan(), flat).tooDeep).toBe(false);
  });

  it('counts names and values of a form', () => {
    expect(read(new FormScan(), 'a=1&b=2&c', [2]).parts).toBe(4);
  });

  it('counts percent signs that begin no byte', () => {
    for (const cuts of [[], [3], [4], [5, 6]]) {
      expect(read(new FormScan(), 'a=%C3%bc%20%25', cuts).parts).toBe(1);
      expect(read(new FormScan(), 'a=%%2%zz%C3%4&%=%', cuts).parts).toBe(3 + 5);
    }
  });

  it('counts ten for each field of a multipart form', () => {
    const field = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\na - b -- c\r\n';
    for (const cuts of [[], [1], [70], [71, 72]]) {
      expect(read(new MultipartScan(), `${field}${field}--x--\r\n`, cuts).parts).toBe(30);
    }
  });
});
