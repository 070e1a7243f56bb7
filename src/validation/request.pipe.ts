import {
  type ArgumentMetadata,
  Injectable,
  type PipeTransform,
  type Type,
  ValidationPipe,
} from '@nestjs/common';
import { ARRAY_MAX_SIZE, getMetadataStorage, validateSync } from 'class-validator';
import { InvalidRequestContent } from '../errors/domain-errors';
import { isFormBody } from '../http/body-parsers';
import { FORM } from './fields';
import { toInvalidRequest } from './validation-error.mapper';

/** Nest's pipe with options to read declared fields only and to stop at the first broken rule of a field. */
class FieldsPipe extends ValidationPipe {
  constructor(groups: string[] = []) {
    super({
      transform: true,
      transformOptions: { strategy: 'excludeAll', exposeUnsetFields: false, groups },
      // All rules are synchronous, so no promises are needed.
      validatorPackage: { validate: (object, options) => validateSync(object as object, options) },
      forbidUnknownValues: true,
      stopAtFirstError: true,
      validationError: { target: false, value: true },
      exceptionFactory: toInvalidRequest,
    });
  }

  // Both would walk all nested values. They are not needed: parsed bodies have no gaps in lists, and class-transformer
  // copies declared keys only.
  protected override closeArrayGaps(): void {}
  protected override stripProtoKeys(): void {}
}

/**
 * Turns bodies and queries into their DTO classes and checks them. Unknown fields are ignored, and cost nothing however
 * many there are: no step lists the names that were sent.
 */
@Injectable()
export class RequestPipe implements PipeTransform {
  private readonly json = new FieldsPipe();
  private readonly form = new FieldsPipe([FORM]);

  /** @throws InvalidRequestContent */
  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    if (type === 'custom' || type === 'param' || !metatype || metatype === Object) return value;
    const sent = value === undefined ? {} : value;
    if (sent === null || typeof sent !== 'object' || Array.isArray(sent)) {
      const got = sent === null ? 'null' : Array.isArray(sent) ? 'list' : typeof sent;
      throw new InvalidRequestContent('invalid_input', `Invalid data. Expected an object, but got ${got}.`);
    }
    const pipe = isFormBody(sent) ? this.form : this.json;
    return pipe.transform(declaredFields(metatype, sent, type), metadata);
  }
}

/**
 * Copies the declared fields out of what was sent. A list with a declared limit becomes a function that returns it,
 * which {@link ItemsField} calls: class-transformer leaves functions alone, and would walk 500 items for a millisecond. A
 * list beyond its limit is cut to one entry too many, which is enough to refuse it.
 */
function declaredFields(
  declaring: Type<unknown>,
  sent: object,
  source: ArgumentMetadata['type'],
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, maxItems] of listLimits(declaring)) {
    if (!Object.hasOwn(sent, name)) continue;
    const value = (sent as Record<string, unknown>)[name];
    // Generated clients send a query parameter that they were not given as the text "null".
    if (source === 'query' && value === 'null') continue;
    fields[name] =
      Array.isArray(value) && maxItems < Infinity ? (): unknown[] => value.slice(0, maxItems + 1) : value;
  }
  return fields;
}

const limitsByClass = new WeakMap<object, Map<string, number>>();

/** The declared fields of a class, each with the greatest number of entries that a list in it may have. */
function listLimits(declaring: Type<unknown>): Map<string, number> {
  let limits = limitsByClass.get(declaring);
  if (!limits) {
    limits = new Map();
    const rules = getMetadataStorage().getTargetValidationMetadatas(declaring, '', false, false);
    for (const { propertyName, name, constraints } of rules) {
      const max = name === ARRAY_MAX_SIZE ? Number(constraints[0]) : Infinity;
      limits.set(propertyName, Math.min(max, limits.get(propertyName) ?? Infinity));
    }
    limitsByClass.set(declaring, limits);
  }
  return limits;
}
