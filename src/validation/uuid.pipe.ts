import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { NotFound } from '../errors/domain-errors';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text has the form of an id: a UUID of any version. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** Answers 404 for malformed UUIDs in the path. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  /** @throws NotFound */
  transform(value: string, { data = 'id' }: ArgumentMetadata): string {
    if (!isId(value)) throw new NotFound(`Nothing has this ${data}: it is not a UUID.`);
    return value;
  }
}
