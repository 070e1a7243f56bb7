import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions, PartialType } from '@nestjs/swagger';
import {
  asBoolean,
  asNumber,
  asTime,
  booleanCheck,
  choiceCheck,
  choiceListCheck,
  type FieldCheck,
  notAList,
  textCheck,
  textListCheck,
  timeCheck,
  type TextRules,
  trimmed,
  type Violation,
  wholeNumberCheck,
} from './checks';
import { type FieldReader, fieldsOf, type FieldsClass, readFields, registerField } from './field-registry';

interface Documented {
  description: string;
  example?: unknown;
  /** Not required: the check runs only when the field was sent. */
  optional?: boolean;
  default?: unknown;
}

/** A text field: trimmed, checked and documented by one declaration. */
export function TextField(rules: TextRules & Documented & { format?: string }): PropertyDecorator {
  return field(textCheck(rules), rules, {
    type: String,
    maxLength: rules.maxLength,
    minLength: rules.blank ? undefined : 1,
    format: rules.format,
    ...(rules.nullable ? { nullable: true } : {}),
  });
}

/** A list of texts; `item` are the rules for each. */
export function TextListField(rules: Documented & { item: TextRules }): PropertyDecorator {
  const { item } = rules;
  return field(
    textListCheck(item),
    rules,
    {
      type: 'array',
      items: { type: 'string', maxLength: item.maxLength, minLength: item.blank ? undefined : 1 },
    },
    asList,
  );
}

/** A true-or-false field. */
export function BooleanField(rules: Documented): PropertyDecorator {
  return field(booleanCheck, rules, { type: Boolean }, asBoolean);
}

/** A moment that may be null. */
export function TimeField(rules: Documented): PropertyDecorator {
  return field(timeCheck, rules, { type: String, format: 'date-time', nullable: true }, asTime);
}

/** A field that takes one of a few texts. */
export function ChoiceField(rules: Documented & { choices: readonly string[] }): PropertyDecorator {
  return field(choiceCheck(rules.choices), rules, { type: String, enum: [...rules.choices] });
}

/** A list of some of a few texts, at least `min` of them. */
export function ChoiceListField(
  rules: Documented & { choices: readonly string[]; min?: number },
): PropertyDecorator {
  const { choices, min = 0 } = rules;
  return field(
    choiceListCheck(choices, min),
    rules,
    { type: 'array', items: { type: 'string', enum: [...choices] }, minItems: min },
    asList,
  );
}

/** A whole number from `min` to `max`. */
export function WholeNumberField(
  rules: Documented & { min: number; max: number; nullable?: boolean },
): PropertyDecorator {
  const { min, max, nullable = false } = rules;
  const schema = { type: 'integer', minimum: min, maximum: max, ...(nullable ? { nullable } : {}) } as const;
  return field(wholeNumberCheck(min, max, nullable), rules, schema, asNumber);
}

/** A list of objects, each read as `item`; between `min` and `max` of them. */
export function ItemsField<T extends object>(
  rules: Documented & {
    item: () => FieldsClass<T>;
    min: number;
    max: number;
    /** A rule about the list as a whole, asked once every item is fine. */
    also?: (items: T[]) => Violation | null;
  },
): PropertyDecorator {
  const read: FieldReader = (sent, fromForm) => {
    const violation = listViolation(sent, rules);
    if (violation) return { violation };
    const items: T[] = [];
    for (const [position, entry] of (sent as object[]).entries()) {
      const item = readFields(rules.item(), entry, fromForm);
      if ('violation' in item) {
        const { path = [] } = item.violation;
        return { violation: { ...item.violation, path: [position, ...path] } };
      }
      items.push(item.value as T);
    }
    const broken = rules.also?.(items) ?? null;
    return broken ? { violation: broken } : { value: items };
  };
  return applyDecorators(
    registered(read),
    ApiProperty({
      description: rules.description,
      // Swagger knows a function that stands for a class by its name, "type".
      type: () => rules.item(),
      isArray: true,
      minItems: rules.min,
      maxItems: rules.max,
      required: !rules.optional,
    }),
  );
}

// Tells readers of the document that nothing is refused here.
const LENIENT: object = { 'x-lenient': true };

/** A field that falls back to its default instead of being refused; `read` gives undefined for what is unusable. */
export function LenientField(
  schema: ApiPropertyOptions,
  read: (sent: unknown) => unknown,
): PropertyDecorator {
  return applyDecorators(
    registered((sent) => ({ value: read(sent) })),
    ApiProperty({ ...LENIENT, ...schema, required: false } as ApiPropertyOptions),
  );
}

/** The same fields, none of them required, as in the body of a PATCH. */
export function Optional<T extends object>(type: Type<T>): Type<Partial<T>> {
  const optional = PartialType(type, { skipNullProperties: false });
  for (const [name, read] of fieldsOf(type)) {
    registerField(optional, name, (sent, fromForm) =>
      sent === undefined ? { value: undefined } : read(sent, fromForm),
    );
  }
  return optional;
}

function listViolation(sent: unknown, { min, max }: { min: number; max: number }): Violation | null {
  if (sent === undefined) return { code: 'required', detail: 'This field is required.' };
  if (sent === null) return { code: 'null', detail: 'This field may not be null.' };
  if (!Array.isArray(sent)) return notAList(sent);
  if (sent.length < min) return { code: 'empty', detail: 'This list may not be empty.' };
  if (sent.length > max) {
    return { code: 'max_length', detail: `Ensure this field has no more than ${max} items.` };
  }
  const position = sent.findIndex((entry) => !isPlainObject(entry));
  return position === -1 ? null : { code: 'invalid_input', detail: 'Expected an object.', path: [position] };
}

/** A form that sends a list's only item cannot say that it is a list. */
function asList(value: unknown, fromForm: boolean): unknown {
  return trimmed(fromForm && typeof value === 'string' ? [value] : value);
}

function isPlainObject(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function field(
  check: FieldCheck,
  rules: Documented,
  schema: ApiPropertyOptions,
  normalise: (sent: unknown, fromForm: boolean) => unknown = trimmed,
): PropertyDecorator {
  const { description, example, optional = false } = rules;
  const read: FieldReader = (sent, fromForm) => {
    if (optional && sent === undefined) return { value: undefined };
    const value = normalise(sent, fromForm);
    const violation = check(value);
    return violation ? { violation } : { value };
  };
  return applyDecorators(
    registered(read),
    ApiProperty({
      description,
      ...(example === undefined ? {} : { example }),
      ...(rules.default === undefined ? {} : { default: rules.default }),
      ...schema,
      required: !optional,
    } as ApiPropertyOptions),
  );
}

function registered(read: FieldReader): PropertyDecorator {
  return (target, name) => registerField(target.constructor, String(name), read);
}
