/** A page or redirect, as a browser gets it. */
export interface PageAnswer {
  status: number;
  location: string | null;
  html: string;
  headers: Headers;
}

/** Opens the pages of signing in as a browser does: with a cookie jar, without following redirects. */
export class SignInBrowser {
  readonly cookies = new Map<string, string>();

  /** @param origin what the browser takes for the address of its pages */
  constructor(
    private readonly baseUrl: string,
    private readonly origin = 'https://parley.example.com',
  ) {}

  /** The token of the session; undefined before signing in. */
  get session(): string | undefined {
    return this.cookies.get('parley_session');
  }

  open(path: string, headers: Record<string, string> = {}): Promise<PageAnswer> {
    return this.ask(path, { headers });
  }

  /** Presses the button of a form on a page of this server. */
  submit(
    path: string,
    fields: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<PageAnswer> {
    return this.ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: this.origin, 'sec-fetch-site': 'same-origin', ...headers },
    });
  }

  private async ask(path: string, { headers, ...init }: RequestInit): Promise<PageAnswer> {
    const cookie = Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.baseUrl + path, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        'user-agent': 'Sign-in browser',
        ...(cookie === '' ? {} : { cookie }),
        ...(headers as Record<string, string>),
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const location = response.headers.get('location');
    return { status: response.status, location, html: await response.text(), headers: response.headers };
  }
}
