import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiRequest } from '../../api/request';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { Row } from '../../components/row-list';
import { useDates } from '../../components/use-dates';
import { UserText } from '../../components/user-text';
import { SCOPE_NAMES, strongestOf } from './access';
import { RevokeDialog } from './revoke-dialog';
import type { OwnKey, ProjectKey } from './requests';
import styles from './keys-screen.module.css';

interface KeyRowProps {
  apiKey: OwnKey | ProjectKey;
  /** More facts that only one of the lists has. */
  facts: readonly ReactNode[];
  describeRevoke: () => ApiRequest;
}

/** A key with what it may do, and the button that revokes it. */
export function KeyRow({ apiKey, facts, describeRevoke }: KeyRowProps) {
  const { t } = useTranslation('keys');
  const dates = useDates();
  const [isRevoking, setRevoking] = useState(false);
  const scope = strongestOf(apiKey.scopes);
  return (
    <Row
      title={<UserText>{apiKey.label}</UserText>}
      state={<Badge tone={scope === '*' ? 'waiting' : 'plain'}>{t(`scopes.${SCOPE_NAMES[scope]}`)}</Badge>}
      facts={[
        <code key="mask" className={styles.mask}>
          {apiKey.mask}
        </code>,
        ...facts,
        t('created', { date: dates.day(apiKey.created_at) }),
        apiKey.last_used_at === null ? t('unused') : t('used', { time: dates.time(apiKey.last_used_at) }),
        apiKey.expires_at === null ? t('neverEnds') : t('ends', { time: dates.time(apiKey.expires_at) }),
      ]}
      actions={
        <Button kind="quiet" onPress={() => setRevoking(true)}>
          {t('revoke')}
        </Button>
      }
    >
      {isRevoking && (
        <RevokeDialog apiKey={apiKey} describe={describeRevoke} onClose={() => setRevoking(false)} />
      )}
    </Row>
  );
}
