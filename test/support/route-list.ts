import { RequestMethod, type Type } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACCESS } from '../../src/auth/access.decorators';

/** One route of a controller. */
export interface ControllerRoute {
  /** Such as `GET /interview/:access_token`. */
  route: string;
  /** `Controller.handler` */
  handler: string;
  /** Every access declaration found, on the handler and on the class. */
  access: unknown[];
}

/** Every route of every controller, as Nest's metadata has it. */
export function controllerRoutes(app: NestFastifyApplication): ControllerRoute[] {
  const controllers = [...app.get(ModulesContainer).values()]
    .flatMap((module) => [...module.controllers.values()])
    .map((wrapper) => wrapper.metatype as Type<object>);
  return [...new Set(controllers)].flatMap(routesOf);
}

function routesOf(controller: Type<object>): ControllerRoute[] {
  const prototype = controller.prototype as Record<string, object>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name] ?? {};
    const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const parts = [controller, handler].map((target) => Reflect.getMetadata('path', target) as string);
    const path = parts.map((part) => part.replace(/^\/|\/$/g, '')).filter((part) => part !== '');
    return {
      route: `${RequestMethod[method]} /${path.join('/')}`,
      handler: `${controller.name}.${name}`,
      access: [handler, controller].flatMap((target) =>
        Reflect.hasOwnMetadata(ACCESS, target) ? [Reflect.getMetadata(ACCESS, target) as unknown] : [],
      ),
    };
  });
}

/** Every route that the server answers, HEAD aside, with parameters as `:`. */
export function serverRoutes(app: NestFastifyApplication): string[] {
  const routes: string[] = [];
  const parents: string[] = [];
  // Each line of the tree adds a piece of path to that of the line it is indented below.
  for (const line of app.getHttpAdapter().getInstance().printRoutes().split('\n')) {
    const [, indent, piece = '', methods = ''] =
      /^((?:[│ ] {3})*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
    if (indent === undefined) continue;
    const depth = indent.length / 4;
    const path = (parents[depth - 1] ?? '') + piece;
    parents.splice(depth, parents.length, path);
    for (const method of methods.split(', ')) {
      if (method !== '' && method !== 'HEAD') routes.push(`${method} ${withoutNames(path) || '/'}`);
    }
  }
  return [...new Set(routes)].sort();
}

/** A route with its parameters as `:`, because the router keeps one name for all routes that share a parameter. */
export function withoutNames(route: string): string {
  const plain = route.replace(/:\w+(?:\|:\w+)*/g, ':');
  return plain.endsWith('/') && !plain.endsWith(' /') ? plain.slice(0, -1) : plain;
}
