import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { addConventions } from './conventions';

const DESCRIPTION = `Plan a topic, give each interviewee a private link, mail the invites, read what was said.

- Every path answers with and without a trailing slash, and below \`/api/environments/\` as well as \`/api/projects/\`.
- Bodies are JSON or forms. In a form a list is its field repeated, a list of objects is \`items[0][name]\`, and an empty field of a time or number is null.
- Text is trimmed; unknown and read-only fields are ignored. \`x-lenient\` marks what is never refused: an unusable value counts as none.
- \`x-required-scope\` is the scope that a key needs; \`user_interview:write\` includes \`user_interview:read\`, and \`*\` is all.
- Every error has the one shape \`ErrorDto\`.`;

/** The OpenAPI document of the application's routes. */
export function buildOpenApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(DESCRIPTION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/', 'The Parley that serves this document')
    .setVersion('1')
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        description: 'A personal API key, as `npm run keys:create` prints it.',
      },
      'personalApiKey',
    )
    .addTag('Topics', 'Whom to interview and what to ask.')
    .addTag('Interviewees', 'What is known about each person beforehand.')
    .addTag('Sharing', 'One private link per person.')
    .addTag('Invites', 'Mail with the link.')
    .addTag('Responses', 'What people said, and how far they got.')
    .addTag('Voice', 'Interviews by voice call. Public: the link, or a signature, is what counts.')
    .addTag('Audit', 'Who changed what, when.')
    .build();
  return addConventions(SwaggerModule.createDocument(app, config));
}
