import type { Environment } from './environment';

/** The values that are known when the embedded services of this process, if it has any, are running. */
interface StartedServices {
  databaseUrl: string;
  /** Null: sending is off, and operations that would send answer 503. */
  smtpUrl: string | null;
}

type SettingsValues = Readonly<Omit<Environment, keyof StartedServices> & StartedServices>;

// Gives the class below the properties of a type, so that they are not listed again.
const WithValues = class {} as new () => SettingsValues;

/**
 * The settings of a running process: the environment, with the addresses of embedded services where they stand in for
 * external ones. Injected by this class; build one with {@link Settings.from}.
 */
export class Settings extends WithValues {
  static from(environment: Environment, started: StartedServices): Settings {
    return Object.assign(new Settings(), environment, started);
  }
}
