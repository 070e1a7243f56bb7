import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';

const CLI = require.resolve('@modelcontextprotocol/inspector-cli');
const STDIO_ENTRY = join(__dirname, '../../bin/parley-mcp.cjs');

/** What the Inspector printed. */
export interface Inspected {
  code: number;
  /** Its standard output as JSON; undefined when it printed none. */
  result: InspectedResult | undefined;
  stderr: string;
}

export interface InspectedResult {
  tools?: { name: string; inputSchema: object; annotations?: object }[];
  isError?: boolean;
  content?: { type: string; text: string }[];
  structuredContent?: Record<string, unknown>;
}

/** The MCP Inspector in its CLI mode, on a server's `/mcp` or through `parley-mcp`. */
export class Inspector {
  private constructor(private readonly target: string[]) {}

  static overHttp(baseUrl: string, key: string): Inspector {
    return new Inspector([
      `${baseUrl}/mcp`,
      '--transport',
      'http',
      '--header',
      `Authorization: Bearer ${key}`,
    ]);
  }

  static overStdio(baseUrl: string, key: string): Inspector {
    const variables = ['-e', `PARLEY_URL=${baseUrl}`, '-e', `PARLEY_API_KEY=${key}`];
    return new Inspector([...variables, STDIO_ENTRY]);
  }

  list(): Promise<Inspected> {
    return this.run('--method', 'tools/list');
  }

  call(name: string, args: Record<string, unknown> = {}): Promise<Inspected> {
    const pairs = Object.entries(args).map(
      ([field, value]) => `${field}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    return this.run(
      '--method',
      'tools/call',
      '--tool-name',
      name,
      ...(pairs.length > 0 ? ['--tool-arg', ...pairs] : []),
    );
  }

  private run(...args: string[]): Promise<Inspected> {
    return new Promise((done) => {
      execFile(
        process.execPath,
        [CLI, '--cli', ...this.target, ...args],
        // It looks for its own package.json from the folder it is started in.
        { cwd: dirname(CLI), maxBuffer: 2 ** 24 },
        (error, stdout, stderr) =>
          done({
            code: error ? Number(error.code ?? 1) : 0,
            result: stdout.trim() === '' ? undefined : (JSON.parse(stdout) as InspectedResult),
            stderr,
          }),
      );
    });
  }
}
