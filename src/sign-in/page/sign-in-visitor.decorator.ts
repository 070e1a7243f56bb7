import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { languageOf } from '../../pages/visitor-language';
import type { SignInVisitor } from './sign-in-page.service';

/** Injects the person who wants to sign in, as their browser describes them. */
export const CurrentVisitor = createParamDecorator(
  (_data: unknown, context: ExecutionContext): SignInVisitor => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { headers } = request;
    return { language: languageOf(request), userAgent: headers['user-agent'] ?? '', headers };
  },
);
