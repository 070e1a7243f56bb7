import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { IconName } from '../components/icon';
import type { ScreenProps } from '../components/screen-props';
import type { Texts } from '../texts/english';
import { loadTexts } from '../texts/texts';

/** Keys below `nav` of the common texts. */
export type NavKey = keyof Texts['common']['nav'];

export interface Screen {
  /** Below `/console`. */
  path: string;
  component: LazyExoticComponent<ComponentType<ScreenProps>>;
  /** The entry of the navigation, or the tab, that leads here; detail screens have none. */
  nav?: { label: NavKey; icon?: IconName };
}

/** A screen whose program and texts are loaded together, when it is first shown. */
function screen(
  path: string,
  texts: keyof Texts,
  load: () => Promise<{ default: ComponentType<ScreenProps> }>,
  nav?: Screen['nav'],
): Screen {
  const component = lazy(async () => {
    const [program] = await Promise.all([load(), loadTexts(texts)]);
    return program;
  });
  return { path, component, nav };
}

/** Screens of a project, in the order of the navigation. */
export const PROJECT_SCREENS: readonly Screen[] = [
  screen('/p/:projectId/topics', 'topics', () => import('../screens/topics/topics-screen'), {
    label: 'topics',
    icon: 'list',
  }),
  screen('/p/:projectId/responses', 'responses', () => import('../screens/responses/responses-screen'), {
    label: 'responses',
    icon: 'chat',
  }),
  screen('/p/:projectId/responses/:id', 'responses', () => import('../screens/responses/response-screen')),
  screen('/p/:projectId/contacts', 'contacts', () => import('../screens/contacts/contacts-screen'), {
    label: 'contacts',
    icon: 'card',
  }),
  screen(
    '/p/:projectId/personal-data',
    'personal-data',
    () => import('../screens/personal-data/personal-data-screen'),
    { label: 'personalData', icon: 'person' },
  ),
  screen('/p/:projectId/members', 'members', () => import('../screens/members/members-screen'), {
    label: 'members',
    icon: 'people',
  }),
  screen('/p/:projectId/keys', 'keys', () => import('../screens/keys/keys-screen'), {
    label: 'keys',
    icon: 'key',
  }),
  screen('/p/:projectId/webhooks', 'webhooks', () => import('../screens/webhooks/webhooks-screen'), {
    label: 'webhooks',
    icon: 'link',
  }),
  screen('/p/:projectId/webhooks/:id', 'webhooks', () => import('../screens/webhooks/webhook-screen')),
  screen('/p/:projectId/settings', 'settings', () => import('../screens/settings/settings-screen'), {
    label: 'settings',
    icon: 'gear',
  }),
  screen('/p/:projectId/audit', 'audit', () => import('../screens/audit/audit-screen'), {
    label: 'audit',
    icon: 'clock',
  }),
];

/** Screens of a topic, in the order of its tabs. They stand below the topic's title. */
export const TOPIC_SCREENS: readonly Screen[] = [
  screen(
    '/p/:projectId/topics/:topicId',
    'topic-editor',
    () => import('../screens/topic-editor/topic-editor-screen'),
    { label: 'plan' },
  ),
  screen('/p/:projectId/topics/:topicId/people', 'people', () => import('../screens/people/people-screen'), {
    label: 'people',
  }),
  screen('/p/:projectId/topics/:topicId/send', 'send', () => import('../screens/send/send-screen'), {
    label: 'send',
  }),
  screen(
    '/p/:projectId/topics/:topicId/progress',
    'progress',
    () => import('../screens/progress/progress-screen'),
    { label: 'progress' },
  ),
  screen(
    '/p/:projectId/topics/:topicId/responses',
    'responses',
    () => import('../screens/responses/responses-screen'),
    { label: 'responses' },
  ),
  screen(
    '/p/:projectId/topics/:topicId/responses/:id',
    'responses',
    () => import('../screens/responses/response-screen'),
  ),
];

/** Screens of the person who is signed in; they belong to no project. */
export const ACCOUNT_SCREENS: readonly Screen[] = [
  screen('/account', 'account', () => import('../screens/account/account-screen'), { label: 'sessions' }),
];
