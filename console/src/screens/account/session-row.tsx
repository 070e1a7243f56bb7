import { useTranslation } from 'react-i18next';
import { useAction, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { Row } from '../../components/row-list';
import { ErrorNote } from '../../components/states';
import { tell } from '../../components/toasts';
import { useDates } from '../../components/use-dates';
import { UserText } from '../../components/user-text';
import { type BrowserSession, endSession, SESSIONS } from './requests';
import { describeBrowser } from './user-agent';

/** A browser in which the person is signed in. Ending it needs no question: signing in again takes one mail. */
export function SessionRow({ session }: { session: BrowserSession }) {
  const { t } = useTranslation('account');
  const dates = useDates();
  const refresh = useRefresh();
  const describe = () => endSession(session.id);
  const end = useAction(describe, {
    onSuccess: async () => {
      tell(t('ended'));
      await refresh(SESSIONS);
    },
  });
  const { browser, system } = describeBrowser(session.user_agent);
  const name =
    browser !== null && system !== null ? t('browserOn', { browser, system }) : (browser ?? system);
  return (
    <Row
      title={name ?? <UserText>{session.user_agent.slice(0, 100) || t('unknownBrowser')}</UserText>}
      state={session.is_current && <Badge tone="good">{t('current')}</Badge>}
      facts={[
        t('used', { time: dates.time(session.last_used_at) }),
        t('begun', { time: dates.time(session.created_at) }),
      ]}
      actions={
        !session.is_current && (
          <>
            <Button kind="quiet" isPending={end.isPending} onPress={() => end.mutate(undefined)}>
              {t('end')}
            </Button>
            <ApiCall isCompact request={describe()} />
          </>
        )
      }
    >
      <ErrorNote error={end.error} />
    </Row>
  );
}
