import type { Environment } from './environment';

/** The values that are known when this process has started what the environment leaves out. */
interface StartedServices {
  databaseUrl: string;
  /** SECRET_KEY, or the key that is kept in DATA_DIR. */
  secretKey: string;
  /** Null: sending is off, and operations that would send answer 503. */
  smtpUrl: string | null;
  /** Whether mails stay in a mailbox that this process shows at /mailbox. */
  hasMailbox: boolean;
}

type SettingsValues = Readonly<Omit<Environment, keyof StartedServices> & StartedServices>;

// Gives the class below the properties of a type, so that they are not listed again.
const WithValues = class {} as new () => SettingsValues;

/**
 * The settings of a running process: the environment, with the addresses of embedded services where they stand in for
 * external ones. Injected by this class; build one with {@link Settings.from}.
 */
export class Settings extends WithValues {
  static from(
    environment: Environment,
    started: Omit<StartedServices, 'hasMailbox'> & Partial<StartedServices>,
  ): Settings {
    return Object.assign(new Settings(), environment, { hasMailbox: false }, started);
  }
}
