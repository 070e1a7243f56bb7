import { COMPLAINTS, OTHER_MAILS, REPORTS_IN_WORDS } from './other-reports';
import type { ReportFixture } from './report-mail';
import { STANDARD_REPORTS } from './standard-reports';

/** Mails of all kinds that come to a mailbox of reports. */
export const REPORT_FIXTURES: readonly ReportFixture[] = [
  ...STANDARD_REPORTS,
  ...REPORTS_IN_WORDS,
  ...COMPLAINTS,
  ...OTHER_MAILS,
];
