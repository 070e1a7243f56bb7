/** SECRET_KEY of the applications and processes that tests start. */
export const TEST_SECRET_KEY = 'secret-key-of-the-tests-0123456789';
