import type account from './en/account.json';
import type audit from './en/audit.json';
import type common from './en/common.json';
import type contacts from './en/contacts.json';
import type keys from './en/keys.json';
import type members from './en/members.json';
import type people from './en/people.json';
import type topicEditor from './en/topic-editor.json';
import type personalData from './en/personal-data.json';
import type progress from './en/progress.json';
import type send from './en/send.json';
import type responses from './en/responses.json';
import type settings from './en/settings.json';
import type topics from './en/topics.json';
import type webhooks from './en/webhooks.json';

/** One line for each text file; keys are typed from the English ones. */
export interface Texts {
  account: typeof account;
  audit: typeof audit;
  common: typeof common;
  contacts: typeof contacts;
  keys: typeof keys;
  members: typeof members;
  people: typeof people;
  'topic-editor': typeof topicEditor;
  'personal-data': typeof personalData;
  progress: typeof progress;
  send: typeof send;
  responses: typeof responses;
  settings: typeof settings;
  topics: typeof topics;
  webhooks: typeof webhooks;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Texts;
  }
}
