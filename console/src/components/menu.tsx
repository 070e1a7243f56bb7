import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { ReactElement } from 'react';
import { Icon, type IconName } from './icon';
import styles from './menu.module.css';

export interface MenuEntry {
  id: string;
  label: string;
  icon?: IconName;
  isDanger?: boolean;
  /** An address inside the console; such an entry needs no `onAction`. */
  to?: string;
}

interface MenuProps {
  /** The button that opens the menu. */
  children: ReactElement;
  label: string;
  entries: readonly MenuEntry[];
  onAction?: (id: string) => void;
}

/** A button with a menu of actions. */
export function Menu({ children, label, entries, onAction }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover} placement="bottom end">
        <AriaMenu
          aria-label={label}
          className={styles.list}
          items={entries}
          onAction={(key) => onAction?.(String(key))}
        >
          {(entry) => (
            <MenuItem
              id={entry.id}
              href={entry.to}
              textValue={entry.label}
              className={entry.isDanger ? `${styles.item} ${styles.danger}` : styles.item}
            >
              {entry.icon && <Icon name={entry.icon} />}
              <span className={styles.text}>{entry.label}</span>
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
