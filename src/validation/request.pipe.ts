import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { InvalidRequestContent } from '../errors/domain-errors';
import { isFormBody } from '../http/body-parsers';
import { type FieldsClass, readFields } from './field-registry';

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
    const sent = type === 'query' ? withoutNulls(plain) : plain;
    const reading = readFields(metatype as FieldsClass, sent, isFormBody(plain));
    if ('value' in reading) return reading.value;
    const { code, detail, path = [] } = reading.violation;
    throw new InvalidRequestContent(code, detail, path.join('__'));
  }
}

/** Generated clients send a query parameter that they were not given as the text "null". */
function withoutNulls(query: object): object {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== 'null'));
}
