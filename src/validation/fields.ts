import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Expose, Transform, Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsString,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import {
  BLANK,
  type Check,
  choiceCheck,
  eachEntry,
  eachObject,
  type EntryRules,
  NOT_A_STRING,
  notOneOf,
  textCheck,
  type TextRules,
} from './checks';
import {
  blankToNull,
  limitedList,
  toBoolean,
  toItem,
  toItems,
  toNumber,
  toNumbers,
  trimmed,
} from './sent-values';
import { failsWith, IsTime, IsSent, MaxCharacters, NoNul, NotNull, Satisfies, WellFormed } from './rules';

/** class-transformer's group of the transforms that apply to forms only, where every value is text. */
export const FORM = 'form';

interface Documented {
  description: string;
  example?: unknown;
  /** Not required: the rules apply only when the field was sent. */
  optional?: boolean;
  default?: unknown;
}

/** A text field, trimmed. */
export function TextField(
  rules: Documented &
    TextRules & {
      nullable?: boolean;
      format?: string;
      /** Replaces the usual trimming of white space. */
      trim?: (text: string) => string;
      /** More rules, asked only about text that is not blank. */
      rules?: PropertyDecorator[];
    },
): PropertyDecorator {
  const { blank, maxLength } = rules;
  const schema = { type: String, maxLength, minLength: blank ? undefined : 1, format: rules.format };
  return field(
    rules,
    schema,
    Transform(({ value }) => trimmed(value, rules.trim)),
    IsString(failsWith(NOT_A_STRING)),
    ...(blank ? [] : [IsNotEmpty(failsWith(BLANK))]),
    NoNul(),
    WellFormed(),
    ...(maxLength === undefined ? [] : [MaxCharacters(maxLength)]),
    ...(rules.rules ?? []),
  );
}

/** A list of at most `max` texts; `item` are the rules for each. */
export function TextListField(rules: Documented & { item: EntryRules; max?: number }): PropertyDecorator {
  const { item, max } = rules;
  const items = { type: 'string', maxLength: item.maxLength, minLength: item.blank ? undefined : 1 };
  return field(
    rules,
    { type: 'array', items, ...(max === undefined ? {} : { maxItems: max }) },
    ...listRules(0, item.trim),
    // class-transformer runs the last transform first.
    Transform(({ value }) => limitedList(value)),
    ...(max === undefined ? [] : [atMostItems(max)]),
    Satisfies('texts', eachEntry(textCheck(item))),
  );
}

/** A true-or-false field. */
export function BooleanField(rules: Documented): PropertyDecorator {
  return field(
    rules,
    { type: Boolean },
    Transform(({ value }) => toBoolean(value)),
    IsBoolean(failsWith({ code: 'invalid_input', detail: 'Must be a valid boolean.' })),
  );
}

/** A time with its offset from UTC (RFC 3339), or null. */
export function TimeField(rules: Documented): PropertyDecorator {
  return field(
    { ...rules, nullable: true },
    { type: String, format: 'date-time' },
    Transform(({ value }) => trimmed(value)),
    Transform(({ value }) => blankToNull(value), { groups: [FORM] }),
    IsTime(),
  );
}

/** A field that takes one of a few texts. */
export function ChoiceField(
  rules: Documented & { choices: readonly string[]; nullable?: boolean },
): PropertyDecorator {
  const { choices, nullable = false } = rules;
  return field(
    rules,
    { type: String, enum: [...choices] },
    Transform(({ value }) => trimmed(value)),
    ...(nullable ? [Transform(({ value }) => blankToNull(value), { groups: [FORM] })] : []),
    IsIn([...choices], failsWith(notOneOf(choices))),
  );
}

/** A list of some of a few texts, at least `min` of them. */
export function ChoiceListField(
  rules: Documented & { choices: readonly string[]; min?: number },
): PropertyDecorator {
  const { choices, min = 0 } = rules;
  const items = { type: 'string', enum: [...choices] };
  return field(
    rules,
    { type: 'array', items, minItems: min },
    ...listRules(min),
    Satisfies('choices', eachEntry(choiceCheck(choices))),
  );
}

/** A whole number from `min` to `max`. */
export function WholeNumberField(
  rules: Documented & { min: number; max: number; nullable?: boolean },
): PropertyDecorator {
  const { min, max } = rules;
  const broken = failsWith({
    code: 'invalid_input',
    detail: `Must be a whole number from ${min} to ${max}.`,
  });
  return field(
    rules,
    { type: 'integer', minimum: min, maximum: max },
    Transform(({ value }) => toNumber(value), { groups: [FORM] }),
    IsInt(broken),
    Min(min, broken),
    Max(max, broken),
  );
}

/** A list of at most `max` objects, each made an `item`, whose rules `check` knows. */
export function ObjectListField<T extends object>(
  rules: Documented & {
    item: () => Class<T>;
    names: (keyof T & string)[];
    max: number;
    check: Check<unknown[]>;
  },
): PropertyDecorator {
  const { item, names, max, check } = rules;
  return applyDecorators(
    field(rules, { type: () => item(), isArray: true, maxItems: max }),
    Transform(({ value }) => toItems(value, item(), names)),
    ...listRules(),
    atMostItems(max),
    Satisfies('objects', check),
  );
}

/**
 * An object in the form of an `item`; `check` knows the rules of its members, of which only some need be sent.
 * @param rules.ofNumbers whether its members are numbers, which forms write out
 */
export function ObjectField<T extends object>(
  rules: Documented & {
    item: () => Class<T>;
    names: readonly (keyof T & string)[];
    ofNumbers?: boolean;
    check: Check<object>;
  },
): PropertyDecorator {
  const { item, names, ofNumbers = false, check } = rules;
  return field(
    rules,
    { type: () => item() },
    ...(ofNumbers ? [Transform(({ value }) => toNumbers(value), { groups: [FORM] })] : []),
    // class-transformer runs the last transform first. It has emptied the value, which has no class, so that the sent one
    // is taken: as a plain object, because an instance would have the members that were not sent.
    Transform(({ obj, key }) => toItem((obj as Record<string, unknown>)[key], Object, [...names])),
    Satisfies('object', check),
  );
}

/** A list of `min` to `max` objects, each made an `item`; `texts` are the rules of its fields, all of them texts. */
export function ItemsField<T extends object>(
  rules: Documented & {
    item: () => Class<T>;
    texts: Record<keyof T & string, TextRules>;
    min: number;
    max: number;
  },
): PropertyDecorator {
  const { item, min, max } = rules;
  return applyDecorators(
    // Swagger knows a function that stands for a class by its name, "type".
    field(rules, { type: () => item(), isArray: true, minItems: min, maxItems: max }),
    Transform(({ value }) => toItems(value, item(), Object.keys(rules.texts))),
    ...listRules(min),
    atMostItems(max),
    // One rule instead of ValidateNested, which takes three times as long for 500 items.
    Satisfies('items', eachObject(rules.texts)),
  );
}

// Documents that no value of this field is refused.
const LENIENT: object = { 'x-lenient': true };

/** A field that falls back to its default instead of being refused; `read` gives undefined for unusable values. */
export function LenientField(
  schema: ApiPropertyOptions,
  read: (sent: unknown) => unknown,
): PropertyDecorator {
  return applyDecorators(
    exposed(),
    Transform(({ value }) => read(value)),
    Allow(),
    ApiProperty({ ...LENIENT, ...schema, required: false } as ApiPropertyOptions),
  );
}

/** Declares a property as a field. The order of `decorators` is the order in which rules are asked. */
function field(
  rules: Documented & { nullable?: boolean; blank?: boolean },
  schema: ApiPropertyOptions,
  ...decorators: (PropertyDecorator | MethodDecorator)[]
): PropertyDecorator {
  const { description, example, optional = false, nullable = false, blank = false } = rules;
  const needsNoRule = (value: unknown) =>
    (optional && value === undefined) || (nullable && value === null) || (blank && value === '');
  return applyDecorators(
    exposed(),
    ...(optional || nullable || blank ? [ValidateIf((_, value) => !needsNoRule(value))] : []),
    ...(optional ? [] : [IsSent()]),
    ...(nullable ? [] : [NotNull()]),
    ...decorators,
    ApiProperty({
      description,
      ...(example === undefined ? {} : { example }),
      ...(rules.default === undefined ? {} : { default: rules.default }),
      ...schema,
      ...(nullable ? { nullable } : {}),
      required: !optional,
    } as ApiPropertyOptions),
  );
}

/** Sets a type because class-transformer otherwise calls an object's member `constructor`, which the client can set. */
function exposed(): PropertyDecorator {
  return applyDecorators(
    Expose(),
    Type(() => Object),
  );
}

function listRules(min = 0, trim?: (text: string) => string): PropertyDecorator[] {
  return [
    Transform(({ value }) => trimmed(value, trim)),
    // In a form a list of one entry looks like a text.
    Transform(({ value }) => (typeof value === 'string' ? [value] : (value as unknown)), { groups: [FORM] }),
    IsArray({
      message: ({ value }) => `Expected a list of items but got type "${typeof value}".`,
      context: { code: 'not_a_list' },
    }),
    ...(min > 0
      ? [ArrayMinSize(min, failsWith({ code: 'empty', detail: 'This list may not be empty.' }))]
      : []),
  ];
}

function atMostItems(max: number): PropertyDecorator {
  const detail = `Ensure this field has no more than ${max} items.`;
  return ArrayMaxSize(max, failsWith({ code: 'max_length', detail }));
}
