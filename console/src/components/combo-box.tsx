import {
  Button,
  ComboBox as AriaComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import styles from './combo-box.module.css';
import field from './field.module.css';
import { Icon } from './icon';
import list from './menu.module.css';

interface ComboBoxProps {
  label: string;
  hint?: string;
  name?: string;
  value: string;
  choices: readonly string[];
  onChange: (value: string) => void;
  isReadOnly?: boolean;
}

/** A labelled choice of one of many texts, which are found by typing a part of them. */
export function ComboBox({ label, hint, name, value, choices, onChange, isReadOnly }: ComboBoxProps) {
  return (
    <AriaComboBox
      className={field.field}
      name={name}
      value={value}
      onChange={(key) => {
        // Null while the text that is being typed is no choice yet.
        if (key !== null) onChange(String(key));
      }}
      defaultItems={choices.map((choice) => ({ id: choice }))}
      isReadOnly={isReadOnly}
      menuTrigger="focus"
    >
      <Label className={field.label}>{label}</Label>
      {hint && (
        <Text slot="description" className={field.hint}>
          {hint}
        </Text>
      )}
      <div className={styles.control}>
        <Input className={field.input} />
        {!isReadOnly && (
          <Button className={styles.open}>
            <Icon name="down" />
          </Button>
        )}
      </div>
      <FieldError className={field.error} />
      <Popover className={list.popover}>
        <ListBox className={list.list}>
          {({ id }: { id: string }) => (
            <ListBoxItem className={list.item} textValue={id}>
              <span className={list.text}>{id}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
