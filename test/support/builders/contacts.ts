import type { ContactDto } from '../../../src/contacts/contact.dto';
import type { Page } from '../../../src/pagination/page.dto';
import type { Answer, ApiClient, ErrorBody } from '../clients/api-client';

/** Sets a contact by its address. */
export function setContact(
  client: ApiClient,
  email: string,
  status: string,
  reason?: string,
): Promise<Answer<ContactDto & ErrorBody>> {
  return client.post('/contacts/', { email, status, ...(reason === undefined ? {} : { reason }) });
}

/** One page of contacts; `query` such as `?status=free`. */
export function contactsPage(client: ApiClient, query = ''): Promise<Answer<Page<ContactDto> & ErrorBody>> {
  return client.get(`/contacts/${query}`);
}

/** The contact with this address, as the list shows it. @throws Error when there is none */
export async function contactOf(client: ApiClient, email: string): Promise<ContactDto> {
  const { body } = await contactsPage(client, `?search=${encodeURIComponent(email)}`);
  const found = body.results.find((contact) => contact.email === email);
  if (!found) throw new Error(`There is no contact ${email}.`);
  return found;
}
