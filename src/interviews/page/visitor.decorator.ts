import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { languageOf } from '../../pages/visitor-language';
import type { Visitor } from '../interview-state';

/** Cookie with the key that identifies a visitor of a shared link. */
export const RESPONDENT_COOKIE = 'parley_respondent';

/** 22 random bytes in base64url. */
const RESPONDENT_KEY = /^[A-Za-z0-9_-]{30}$/;

/** Injects the visitor: the access token in the path, and the language and key that the browser sends. */
export const CurrentVisitor = createParamDecorator((_data: unknown, context: ExecutionContext): Visitor => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { access_token: accessToken = '' } = request.params as { access_token?: string };
  const key = request.cookies[RESPONDENT_COOKIE] ?? '';
  return {
    accessToken,
    language: languageOf(request),
    respondentKey: RESPONDENT_KEY.test(key) ? key : null,
  };
});
