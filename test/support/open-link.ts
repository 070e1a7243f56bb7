/** The status of the page behind an interview link, which names the public origin instead of the test server's. */
export async function statusOfLink(baseUrl: string, interviewUrl: string): Promise<number> {
  const { status } = await fetch(baseUrl + new URL(interviewUrl).pathname);
  return status;
}
