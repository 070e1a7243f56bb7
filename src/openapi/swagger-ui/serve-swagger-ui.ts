import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CompressedFile } from '../../http/compressed-file';

const DIST = dirname(require.resolve('swagger-ui-dist/package.json'));
const OWN = join(__dirname, 'assets');
const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/**
 * The large files of Swagger UI, which would be sent uncompressed otherwise, and those of Parley. The page of
 * SwaggerModule always loads a preset, which only adds a bar at the top; Parley's own changes stand in its place.
 */
const FILES: Readonly<Record<string, CompressedFile>> = {
  'swagger-ui-bundle.js': new CompressedFile(SCRIPT, () => readFile(join(DIST, 'swagger-ui-bundle.js'))),
  'swagger-ui.css': new CompressedFile(STYLE, () => readFile(join(DIST, 'swagger-ui.css'))),
  'swagger-ui-standalone-preset.js': new CompressedFile(SCRIPT, () =>
    readFile(join(OWN, 'swagger-ui-preset.js')),
  ),
  'parley.css': new CompressedFile(STYLE, () => readFile(join(OWN, 'swagger-ui.css'))),
};

/** Serves the document at `/api/schema` and `/api/schema.yaml`, and Swagger UI at `/docs`. */
export function serveSwaggerUi(app: NestFastifyApplication, document: OpenAPIObject): void {
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  for (const [name, file] of Object.entries(FILES)) {
    server.get(`/docs/${name}`, (request, reply) => file.send(request, reply));
  }
  const schema = new CompressedFile('application/json; charset=utf-8', () =>
    Buffer.from(JSON.stringify(document)),
  );
  server.get('/api/schema', (request, reply) => schema.send(request, reply));
  SwaggerModule.setup('docs', app, document, {
    ui: false,
    raw: ['yaml'],
    yamlDocumentUrl: 'api/schema.yaml',
  });
  // The page gets an empty document and loads the real one, which would be part of an uncompressed script otherwise.
  SwaggerModule.setup('docs', app, {} as OpenAPIObject, {
    raw: false,
    customSiteTitle: 'Parley API',
    customfavIcon: '/favicon.svg',
    customCssUrl: '/docs/parley.css',
    swaggerOptions: {
      url: '/api/schema',
      layout: 'BaseLayout',
      filter: true,
      defaultModelsExpandDepth: 0,
      persistAuthorization: true,
      displayRequestDuration: true,
      tryItOutEnabled: true,
    },
  });
}
