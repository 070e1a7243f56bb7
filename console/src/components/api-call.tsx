import { Disclosure, DisclosurePanel, Button as AriaButton, Heading } from 'react-aria-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takesSession, toCurl } from '../api/curl';
import { type ApiRequest, pathOf } from '../api/request';
import styles from './api-call.module.css';
import { Button, IconButton } from './button';
import { Icon } from './icon';

const COPIED_MS = 2000;

interface ApiCallProps {
  request: ApiRequest;
  /** Shows an icon only, where there is little room. */
  isCompact?: boolean;
}

/** A button that copies a request as a curl command: give it what the action beside it sends. */
export function ApiCall({ request, isCompact = false }: ApiCallProps) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    await navigator.clipboard.writeText(toCurl(request, location.origin));
    setCopied(true);
  }

  if (isCompact) {
    return (
      <IconButton
        icon={isCopied ? 'check' : 'code'}
        label={isCopied ? t('api.copied') : t('api.copy')}
        onPress={() => void copy()}
      />
    );
  }
  return (
    <Button kind="quiet" icon={isCopied ? 'check' : 'code'} onPress={() => void copy()}>
      <span aria-live="polite">{isCopied ? t('api.copied') : t('api.copy')}</span>
    </Button>
  );
}

/** The requests that a screen reads, behind a heading that opens. */
export function ApiReads({ requests }: { requests: readonly ApiRequest[] }) {
  const { t } = useTranslation();
  return (
    <Disclosure className={styles.reads}>
      <Heading level={2}>
        <AriaButton slot="trigger" className={styles.trigger}>
          <Icon name="right" />
          {t('api.title')}
        </AriaButton>
      </Heading>
      <DisclosurePanel className={styles.panel}>
        <p>{t('api.hint')}</p>
        {requests.some(takesSession) && <p>{t('api.sessionHint')}</p>}
        <ul>
          {requests.map((request) => (
            <li key={`${request.method} ${pathOf(request)}`}>
              <pre tabIndex={0} role="group" aria-label={`${request.method.toUpperCase()} ${request.path}`}>
                <code>{toCurl(request, location.origin)}</code>
              </pre>
              <ApiCall request={request} />
            </li>
          ))}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  );
}
