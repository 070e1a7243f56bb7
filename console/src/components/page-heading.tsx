import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import styles from './page-heading.module.css';
import { UserText } from './user-text';

/** The heading of the first page is not focused: the browser is at the top of it anyway. */
let shownPath: string | null = null;

interface PageHeadingProps {
  title: string;
  /** A part of the title that is heard only, such as the tab of a topic. */
  part?: string;
  /** Whether somebody else wrote the title. */
  isUserText?: boolean;
  /** Buttons beside the heading. */
  children?: ReactNode;
}

/** The page's one heading. It names the document, and takes the focus when another page has opened. */
export function PageHeading({ title, part, isUserText = false, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [path] = useLocation();
  useEffect(() => {
    document.title = [part, title.slice(0, 80), 'Parley'].filter(Boolean).join(' · ');
  }, [title, part]);
  useEffect(() => {
    if (shownPath !== null && shownPath !== path) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    shownPath = path;
  }, [path]);
  return (
    <div className={styles.row}>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {isUserText ? <UserText>{title}</UserText> : title}
        {part && <span className={styles.heard}>: {part}</span>}
      </h1>
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
