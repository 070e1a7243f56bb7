import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { addConventions } from './conventions';
import { toOpenApi31 } from './open-api-3-1';
import { type DocumentedEvent, webhookSection } from './webhook-section';

const DESCRIPTION = `Plan a topic, give each interviewee a private link, send invites by mail, read the responses.

**Start here:** press _Authorize_, paste a key, press _Authorize_ again, close. Outside of production Parley prints a demo key at each start; other keys come from \`npm run keys:create\`. Then open an operation and press _Execute_: the project is filled in as \`@current\`, the only project that the key can access. Copy the \`id\` of an answer into the operations that ask for one. Outside of this page a key is sent as \`Authorization: Bearer <key>\`.

- Every path answers with and without a trailing slash, and below \`/api/environments/\` as well as \`/api/projects/\`.
- Bodies are JSON or forms. In a form a list is its field repeated, a list of objects is \`items[0][name]\`, and an empty field of a time or number is null. \`PATCH\` takes \`multipart/form-data\` too, without files.
- A body has at most 20 MB and 1 000 000 fields and values, without a key 1 MB and 10 000 (413).
- Text is trimmed; unknown and read-only fields are ignored, and the header \`X-Ignored-Fields\` names the unknown ones. \`x-lenient\` marks parameters that never cause an error: an invalid value is treated as missing.
- \`x-required-scope\` is the scope that a key needs; \`user_interview:write\` includes \`user_interview:read\`, and \`*\` includes all.
- The body of every error is an \`ErrorDto\`.`;

/** The OpenAPI 3.1 document of the application's routes and of the events that it sends. */
export function buildOpenApi(app: INestApplication, events: readonly DocumentedEvent[]): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(DESCRIPTION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/', 'The server of this document')
    .setVersion('1')
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        description: 'A personal API key, as `npm run keys:create` prints it, without the word Bearer.',
      },
      'personalApiKey',
    )
    .addApiKey(
      {
        type: 'apiKey',
        in: 'cookie',
        name: 'parley_session',
        description:
          'The session of a signed-in person, as the console has it. A request that changes something needs the header `X-CSRF-Token` too, with the value that `session_retrieve` shows.',
      },
      'session',
    )
    .addTag('Topics', 'Interviewees, questions and context of a study.')
    .addTag('Interviewees', 'Context about each interviewee.')
    .addTag('Sharing', 'One private link per interviewee.')
    .addTag('Invites', 'Mails that contain the link, and their delivery status.')
    .addTag('Contacts', 'Mailboxes of the project, and what stops or delays mails to them.')
    .addTag('Responses', 'Completed and started interviews, search, exports and progress.')
    .addTag(
      'Voice',
      'Interviews by voice call. These operations need no key; they are authorised by the link or by a signature.',
    )
    .addTag(
      'Session',
      'The signed-in person: their projects, roles and sessions. These operations take no key.',
    )
    .addTag('Members', 'People who work in the project, and their roles.')
    .addTag('Keys', 'Keys of the signed-in person, which take a session, and keys that reach the project.')
    .addTag(
      'Mail reports',
      'Bounces and complaints that mail providers report. These operations need no key; they are authorised by a signature or a password.',
    )
    .addTag('People', 'Everything about one person: export, erasure, anonymisation. Only for admins.')
    .addTag('Webhooks', 'Receivers of events, and what became of each message. Only for admins.')
    .addTag(
      'Settings',
      'Name, language, contact rules and privacy of the project, and what retention deletes.',
    )
    .addTag('Audit', 'Records of all write operations, and of reads.')
    .build();
  const extraModels = [...new Set(events.map(({ data }) => data))];
  const document = addConventions(SwaggerModule.createDocument(app, config, { extraModels }));
  return toOpenApi31({ ...document, webhooks: webhookSection(events) });
}
