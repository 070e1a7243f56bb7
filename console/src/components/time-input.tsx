import { TextInput } from './text-input';

interface TimeInputProps {
  label: string;
  hint?: string;
  name?: string;
  /** A time with its zone, as the API has it; null: none. */
  value: string | null;
  onChange: (value: string | null) => void;
  isReadOnly?: boolean;
}

/** A labelled field for a day and a time of day, in the time zone of the browser. */
export function TimeInput({ value, onChange, ...props }: TimeInputProps) {
  return (
    <TextInput
      {...props}
      type="datetime-local"
      value={toLocal(value)}
      onChange={(text) => onChange(text === '' ? null : new Date(text).toISOString())}
    />
  );
}

/** The time as the browser's field takes it, such as `2026-11-26T17:30`. */
function toLocal(value: string | null): string {
  if (value === null) return '';
  const time = new Date(value);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
