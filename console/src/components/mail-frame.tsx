import { useEffect, useRef, useState } from 'react';
import styles from './mail-frame.module.css';

/** The server's empty page, whose policy allows the inline styles of mails and nothing else. */
const EMPTY_PAGE = '/console/mail-frame';

interface MailFrameProps {
  /** The mail's HTML, from the API. */
  html: string;
  /** Names the frame for screen readers. */
  title: string;
}

/** Shows a mail as it looks, apart from the page: nothing in it runs, loads or leads anywhere. */
export function MailFrame({ html, title }: MailFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [loads, setLoads] = useState(0);
  const [height, setHeight] = useState(0);

  useEffect(() => {
    const mail = frame.current?.contentDocument;
    if (loads === 0 || !mail) return;
    mail.documentElement.innerHTML = html;
    const stay = (event: Event) => event.preventDefault();
    const measure = () => setHeight(mail.body.scrollHeight);
    const sizes = new ResizeObserver(measure);
    sizes.observe(mail.body);
    mail.addEventListener('click', stay);
    mail.addEventListener('auxclick', stay);
    return () => {
      sizes.disconnect();
      mail.removeEventListener('click', stay);
      mail.removeEventListener('auxclick', stay);
    };
  }, [html, loads]);

  return (
    <iframe
      ref={frame}
      src={EMPTY_PAGE}
      sandbox="allow-same-origin"
      title={title}
      className={styles.frame}
      style={{ height }}
      onLoad={() => setLoads((count) => count + 1)}
    />
  );
}
