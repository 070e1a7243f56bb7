const REQUIRED = ['VAPI_PRIVATE_KEY', 'VAPI_ASSISTANT_ID', 'VAPI_WEBHOOK_SECRET'] as const;

/** The account at the voice provider. */
export interface VapiSettings {
  privateKey: string;
  assistantId: string;
  webhookSecret: string;
  apiUrl: string;
}

/** The account, or null when none is configured. */
export function readVapi(account: {
  vapiPrivateKey: string | null;
  vapiAssistantId: string | null;
  vapiWebhookSecret: string | null;
  vapiApiUrl: string;
}): VapiSettings | null {
  const { vapiPrivateKey: privateKey, vapiAssistantId: assistantId, vapiApiUrl: apiUrl } = account;
  const { vapiWebhookSecret: webhookSecret } = account;
  if (privateKey === null || assistantId === null || webhookSecret === null) return null;
  return { privateKey, assistantId, webhookSecret, apiUrl: apiUrl.replace(/\/+$/, '') };
}

/** A line for each missing variable of an incomplete account. With one, calls could start but not be reported. */
export function missingVapi(given: NodeJS.ProcessEnv): string[] {
  const missing = REQUIRED.filter((name) => given[name] === undefined);
  if (missing.length === REQUIRED.length) return [];
  return missing.map((name) => `${name}: is not set. Voice calls need all of ${REQUIRED.join(', ')}.`);
}
