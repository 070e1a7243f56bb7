const REQUIRED = ['VAPI_PRIVATE_KEY', 'VAPI_ASSISTANT_ID', 'VAPI_WEBHOOK_SECRET'] as const;

type VapiVariables = Partial<Record<(typeof REQUIRED)[number], string>> & { VAPI_API_URL: string };

/** The account at the voice vendor. */
export interface VapiSettings {
  privateKey: string;
  assistantId: string;
  webhookSecret: string;
  apiUrl: string;
}

/** The account, or null when none is configured. */
export function readVapi(env: VapiVariables): VapiSettings | null {
  const { VAPI_PRIVATE_KEY: privateKey, VAPI_ASSISTANT_ID: assistantId, VAPI_API_URL: apiUrl } = env;
  const { VAPI_WEBHOOK_SECRET: webhookSecret } = env;
  if (privateKey === undefined || assistantId === undefined || webhookSecret === undefined) return null;
  return { privateKey, assistantId, webhookSecret, apiUrl: apiUrl.replace(/\/+$/, '') };
}

/** What half an account lacks, a line each: a call that can be started but not reported would lose its interview. */
export function missingVapi(env: VapiVariables): string[] {
  const missing = REQUIRED.filter((name) => env[name] === undefined);
  if (missing.length === REQUIRED.length) return [];
  return missing.map((name) => `${name}: is not set. Voice calls need all of ${REQUIRED.join(', ')}.`);
}
