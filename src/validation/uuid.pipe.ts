import { Injectable, type PipeTransform } from '@nestjs/common';
import { NotFound } from '../errors/domain-errors';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text can be the id of something here. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** An id in a path. What is no UUID is the id of nothing: 404 (contract, Errors). */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  /** @throws NotFound */
  transform(value: string): string {
    if (!isId(value)) throw new NotFound();
    return value;
  }
}
