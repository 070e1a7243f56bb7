import { fromWallTime, toWallTime } from '../api/wall-time';
import { TextInput } from './text-input';

interface ZonedTimeInputProps {
  label: string;
  hint?: string;
  name?: string;
  /** IANA name of the time zone in which the time is meant; say it in the hint. */
  timeZone: string;
  /** A time with its zone, as the API has it; null: none. */
  value: string | null;
  onChange: (value: string | null) => void;
  error?: string | null;
}

/** A labelled field for a day and a time of day in a time zone that need not be that of the browser. */
export function ZonedTimeInput({ timeZone, value, onChange, ...props }: ZonedTimeInputProps) {
  return (
    <TextInput
      {...props}
      type="datetime-local"
      value={value === null ? '' : toWallTime(value, timeZone)}
      onChange={(text) => onChange(fromWallTime(text, timeZone))}
    />
  );
}
