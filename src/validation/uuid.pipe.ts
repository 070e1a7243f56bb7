import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { NotFound } from '../errors/domain-errors';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text has the form of an id: a UUID of any version. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** Writes the 16 bytes of an id, given as 32 hexadecimal digits, as a UUID. */
export function toId(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
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
