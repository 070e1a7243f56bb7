let token = '';

/** The token that every request carries which changes something. */
export function csrfToken(): string {
  return token;
}

export function setCsrfToken(value: string): void {
  token = value;
}

/** Leaves for the page where one signs in, which leads back here. */
export function signIn(): void {
  const here = location.pathname + location.search;
  location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}
