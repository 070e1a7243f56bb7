import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { InvalidRequestContent } from '../errors/domain-errors';
import { isFormBody } from './body-parsers';
import type { Violation } from './field-check';
import { FORM_GROUP } from './fields';

/**
 * Turns bodies and queries into their DTO classes and checks them. Unknown fields are ignored; the first broken rule
 * is reported (contract, Errors).
 */
@Injectable()
export class RequestPipe implements PipeTransform {
  /** @throws InvalidRequestContent */
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || type === 'param' || !metatype || metatype === Object) return value;
    const plain = value === undefined ? {} : value;
    if (plain === null || typeof plain !== 'object' || Array.isArray(plain)) {
      const got = plain === null ? 'null' : Array.isArray(plain) ? 'list' : typeof plain;
      throw new InvalidRequestContent('invalid_input', `Invalid data. Expected an object, but got ${got}.`);
    }
    const dto = plainToInstance(metatype as ClassConstructor<object>, plain, {
      groups: isFormBody(plain) ? [FORM_GROUP] : undefined,
    });
    const [error] = validateSync(dto, { forbidUnknownValues: false });
    if (error) throw asInvalidContent(error);
    return dto;
  }
}

function asInvalidContent(error: ValidationError, parents: (string | number)[] = []): InvalidRequestContent {
  const path = [...parents, error.property];
  const [child] = error.children ?? [];
  const message =
    error.constraints?.['field'] ?? (child ? undefined : Object.values(error.constraints ?? {})[0]);
  if (message === undefined && child) return asInvalidContent(child, path);
  const violation = JSON.parse(message ?? '') as Violation;
  return new InvalidRequestContent(
    violation.code,
    violation.detail,
    [...path, ...(violation.path ?? [])].join('__'),
  );
}
