import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { registerDecorator, ValidateNested, type ValidationArguments } from 'class-validator';
import {
  asBoolean,
  booleanCheck,
  choiceCheck,
  type FieldCheck,
  notAList,
  textCheck,
  textListCheck,
  type TextRules,
  trimmed,
  type Violation,
} from './field-check';

/** The group that class-transformer is given for form bodies, where every value arrives as text. */
export const FORM_GROUP = 'form';

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
    (value, fromForm) => trimmed(fromForm && typeof value === 'string' ? [value] : value),
  );
}

/** A true-or-false field. */
export function BooleanField(rules: Documented): PropertyDecorator {
  return field(booleanCheck, rules, { type: Boolean }, asBoolean);
}

/** A field that takes one of a few texts. */
export function ChoiceField(rules: Documented & { choices: readonly string[] }): PropertyDecorator {
  return field(choiceCheck(rules.choices), rules, { type: String, enum: [...rules.choices] });
}

/** A list of objects, each checked as `item`; between `min` and `max` of them. */
export function ItemsField<T extends object>(
  rules: Documented & {
    item: () => new () => T;
    min: number;
    max: number;
    also?: (items: T[]) => Violation | null;
  },
): PropertyDecorator {
  const check: FieldCheck = (value) => {
    if (value === undefined) return { code: 'required', detail: 'This field is required.' };
    if (value === null) return { code: 'null', detail: 'This field may not be null.' };
    if (!Array.isArray(value)) return notAList(value);
    if (value.length < rules.min) return { code: 'empty', detail: 'This list may not be empty.' };
    if (value.length > rules.max) {
      return { code: 'max_length', detail: `Ensure this field has no more than ${rules.max} items.` };
    }
    const position = value.findIndex((item) => !isPlainObject(item));
    if (position === -1) return null;
    return { code: 'invalid_input', detail: 'Expected an object.', path: [position] };
  };
  return applyDecorators(
    Type(rules.item),
    checked(check),
    ValidateNested({ each: true }),
    // Its own rule: a broken item is reported rather than what the list as a whole breaks.
    checked((value) => (check(value) === null ? (rules.also?.(value as T[]) ?? null) : null), 'also'),
    ApiProperty({
      description: rules.description,
      type: rules.item,
      isArray: true,
      minItems: rules.min,
      maxItems: rules.max,
      required: !rules.optional,
    }),
  );
}

function isPlainObject(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function field(
  check: FieldCheck,
  rules: Documented,
  schema: ApiPropertyOptions,
  normalise: (value: unknown, fromForm: boolean) => unknown = trimmed,
): PropertyDecorator {
  const { description, example, optional = false } = rules;
  return applyDecorators(
    Transform(({ value, options }) => normalise(value, options.groups?.includes(FORM_GROUP) ?? false)),
    checked((value) => (optional && value === undefined ? null : check(value))),
    ApiProperty({
      description,
      ...(example === undefined ? {} : { example }),
      ...(rules.default === undefined ? {} : { default: rules.default }),
      ...schema,
      required: !optional,
    } as ApiPropertyOptions),
  );
}

/** A class-validator rule whose message carries the {@link Violation}, which its own messages cannot express. */
function checked(check: FieldCheck, name = 'field'): PropertyDecorator {
  return (target, propertyName) => {
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: propertyName as string,
      validator: {
        validate: (value: unknown) => check(value) === null,
        defaultMessage: (args?: ValidationArguments) => JSON.stringify(check(args?.value)),
      },
    });
  };
}
