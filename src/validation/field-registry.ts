import type { Violation } from './checks';

/** A class whose fields are declared with the decorators of `fields.ts`. */
export type FieldsClass<T extends object = object> = new () => T;

/** What was read of one field: its normalised value, or the first rule that it breaks. */
export type Reading = { value: unknown } | { violation: Violation };

/** Reads a field as it was sent; undefined when it was not. In a form every value is text. */
export type FieldReader = (sent: unknown, fromForm: boolean) => Reading;

const ownReaders = new WeakMap<object, Map<string, FieldReader>>();

/** Declares a field of a class. */
export function registerField(type: object, name: string, read: FieldReader): void {
  const readers = ownReaders.get(type) ?? new Map<string, FieldReader>();
  readers.set(name, read);
  ownReaders.set(type, readers);
}

/** The fields of a class by name, inherited ones first. */
export function fieldsOf(type: object): Map<string, FieldReader> {
  const parent: unknown = Object.getPrototypeOf(type);
  const inherited = typeof parent === 'function' ? fieldsOf(parent) : [];
  return new Map([...inherited, ...(ownReaders.get(type) ?? [])]);
}

/**
 * Builds an object of the class from what was sent. Looks at declared fields only, so that unknown ones cost nothing
 * however many there are. The first broken rule ends it.
 */
export function readFields(
  type: FieldsClass,
  sent: object,
  fromForm: boolean,
): { value: object } | { violation: Violation } {
  const bound: Record<string, unknown> = new type() as Record<string, unknown>;
  for (const [name, read] of fieldsOf(type)) {
    const reading = read(
      Object.hasOwn(sent, name) ? (sent as Record<string, unknown>)[name] : undefined,
      fromForm,
    );
    if ('violation' in reading) {
      const { violation } = reading;
      return { violation: { ...violation, path: [name, ...(violation.path ?? [])] } };
    }
    if (reading.value !== undefined) bound[name] = reading.value;
  }
  return { value: bound };
}
