import styles from './icon.module.css';

/** Outlines on a grid of 20 by 20. */
const PATHS = {
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  close: 'M5 5l10 10M15 5L5 15',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.5L17 17',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  menu: 'M3 6h14M3 10h14M3 14h14',
  down: 'M5 8l5 5 5-5',
  right: 'M8 5l5 5-5 5',
  left: 'M12 5l-5 5 5 5',
  up: 'M5 12l5-5 5 5',
  first: 'M15 5l-5 5 5 5M5.5 5v10',
  last: 'M5 5l5 5-5 5M14.5 5v10',
  check: 'M4 10.5l4 4 8-9',
  code: 'M7 6l-4 4 4 4M13 6l4 4-4 4',
  bin: 'M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6',
  grip: 'M7.5 5h.01M12.5 5h.01M7.5 10h.01M12.5 10h.01M7.5 15h.01M12.5 15h.01',
  pencil: 'M4 16l.8-3.4L13 4.4l2.6 2.6-8.2 8.2L4 16z',
  copy: 'M7 7V4h9v9h-3M4 7h9v9H4z',
  download: 'M10 3v9M6 9l4 4 4-4M4 16h12',
  upload: 'M10 13V4M6 8l4-4 4 4M4 16h12',
  link: 'M8.5 11.5l3-3M9 6l2-2a3.5 3.5 0 0 1 5 5l-2 2M11 14l-2 2a3.5 3.5 0 0 1-5-5l2-2',
  mail: 'M3 5h14v10H3zM3 6l7 5 7-5',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5a5.5 5.5 0 0 1 11 0M13 9.5a2.5 2.5 0 1 0-.5-5M15 16.5a5 5 0 0 0-2-4',
  person: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.5a6 6 0 0 1 12 0',
  chat: 'M4 4h12v9H9l-4 3v-3H4z',
  list: 'M4 5h12M4 10h12M4 15h8',
  key: 'M7 13a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 9.5h7v3M14 9.5v2.5',
  gear: 'M10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.4 1.4M13.6 13.6L15 15M15 5l-1.4 1.4M6.4 13.6L5 15',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l3 2',
  card: 'M3 5h14v10H3zM6 9h3M6 12h5M13 8.5h1.5',
  warning: 'M10 3.5l7 12.5H3zM10 8v4M10 14h.01',
  out: 'M8 4H4v12h4M12 6l4 4-4 4M16 10H8',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside a text, or in a button with a label; it says nothing of its own. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className={isDotted(name) ? `${styles.icon} ${styles.dotted}` : styles.icon}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

function isDotted(name: IconName): boolean {
  return name === 'more' || name === 'grip';
}
