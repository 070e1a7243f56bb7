import { useTranslation } from 'react-i18next';
import { Badge } from '../../components/badge';
import type { Webhook } from './requests';

/** Whether the webhook works, in a word. */
export function WebhookState({
  webhook: { enabled, disabled_reason: reason, failing_since: since },
}: {
  webhook: Webhook;
}) {
  const { t } = useTranslation('webhooks');
  if (!enabled) return <Badge tone={reason === 'manual' ? 'plain' : 'bad'}>{t('states.off')}</Badge>;
  return since === null ? (
    <Badge tone="good">{t('states.on')}</Badge>
  ) : (
    <Badge tone="waiting">{t('states.failing')}</Badge>
  );
}
