import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components';
import styles from './field.module.css';

interface TextInputProps extends Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  label: string;
  /** A sentence below the label. */
  hint?: string;
  placeholder?: string;
  /** Several lines, which grow with the text; `short` begins with one. */
  multiline?: boolean | 'short';
  /** The fault of the value; errors of the server come by the form and the field's name. */
  error?: string | null;
}

/** A labelled field for text. */
export function TextInput({ label, hint, placeholder, multiline, error, ...props }: TextInputProps) {
  return (
    <TextField {...props} isInvalid={error ? true : props.isInvalid} className={styles.field}>
      <Label className={styles.label}>{label}</Label>
      {hint && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      {multiline ? (
        <TextArea
          dir="auto"
          className={`${styles.input} ${multiline === 'short' ? styles.short : styles.area}`}
          rows={1}
          placeholder={placeholder}
        />
      ) : (
        <Input dir="auto" className={styles.input} placeholder={placeholder} />
      )}
      <FieldError className={styles.error}>{error ?? undefined}</FieldError>
    </TextField>
  );
}
