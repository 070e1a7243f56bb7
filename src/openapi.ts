import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The OpenAPI document of the application's routes. */
export function buildOpenApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(
      'Plan a topic, give each interviewee a private link, mail the invites, read what was said. Every path answers with and without a trailing slash, and below `/api/environments/` as well as `/api/projects/`.',
    )
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
    .addTag('Voice', 'Interviews by voice call. Public: the link, or a signature, is what counts.')
    .addTag('Audit', 'Who changed what, when.')
    .build();
  return SwaggerModule.createDocument(app, config);
}
