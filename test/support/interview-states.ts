import type { ApiClient } from './api-client';
import { InterviewVisitor, sharedPathOf } from './interview-visitor';
import { linksOf, testLinkOf } from './invites';
import type { TestApp } from './test-app';

/** How to get to a state of the page. */
export interface InterviewStateCase {
  name: string;
  /** Path of the page in that state; what has to be posted to see it, if anything. */
  prepare: () => Promise<{ path: string; form?: Record<string, string> }>;
}

const LONG_TOPIC = `How people who work in several time zones plan, share and change the week with each other, ${'and what gets lost on the way '.repeat(4)}`;

/** Every state that somebody can see, each on a topic of its own. */
export function interviewStates(parley: TestApp, ada: ApiClient): InterviewStateCase[] {
  const topic = (values: Record<string, unknown> = {}) =>
    ada.createTopic({
      questions: ['What did you plan last week, and how did it turn out?', 'Who else was part of it?'],
      ...values,
    });
  const invite = async (values: Record<string, unknown> = {}) => {
    const { id } = await topic(values);
    const [link] = await linksOf(ada, id);
    const path = new URL(link?.interview_url ?? '').pathname;
    return { id, path, visitor: new InterviewVisitor(parley.baseUrl, path) };
  };
  const share = async () => {
    const { id } = await topic();
    return sharedPathOf(parley, id);
  };
  const started = async (values: Record<string, unknown> = {}) => {
    const interview = await invite(values);
    await interview.visitor.start();
    return interview;
  };
  const reviewed = async () => {
    const interview = await started();
    await interview.visitor.answer(0, 'Mostly meetings.\n\nThe rest came as it came.');
    await interview.visitor.answer(1, '', { act: 'skip' });
    await interview.visitor.answer(2, 'Thank you for asking. '.repeat(40));
    return interview;
  };
  const ended = async (sql: string) => {
    const interview = await invite();
    await parley.database.query(`UPDATE user_interview_topic SET ${sql} WHERE id = $1`, [interview.id]);
    return interview;
  };
  return [
    { name: 'welcome', prepare: () => invite() },
    {
      name: 'welcome-long',
      prepare: () =>
        invite({
          topic: LONG_TOPIC,
          interviewee_emails: [
            'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Hubert Blaine <hubert@example.com>',
          ],
        }),
    },
    {
      name: 'welcome-rtl',
      prepare: () =>
        invite({ topic: 'كيف تخطط الفرق لأسبوعها؟', interviewee_emails: ['ليلى حداد <layla@example.com>'] }),
    },
    { name: 'welcome-shared', prepare: async () => ({ path: await share() }) },
    {
      name: 'welcome-shared-problem',
      prepare: async () => ({ path: await share(), form: { act: 'begin', name: '' } }),
    },
    {
      name: 'welcome-test',
      prepare: async () => {
        const { id } = await topic();
        return { path: new URL(await testLinkOf(ada, id)).pathname };
      },
    },
    {
      name: 'consent',
      prepare: async () => {
        const interview = await invite();
        await interview.visitor.press('begin');
        return interview;
      },
    },
    { name: 'question', prepare: () => started() },
    {
      name: 'question-second-rtl',
      prepare: async () => {
        const interview = await started({ questions: ['What?', 'ما الذي خططت له الأسبوع الماضي؟'] });
        await interview.visitor.answer(0, 'x');
        await interview.visitor.answer(1, 'خططت لاجتماعات كثيرة، ثم تغير كل شيء. '.repeat(3), {
          act: 'save',
        });
        return interview;
      },
    },
    {
      name: 'question-problem',
      prepare: async () => ({
        path: (await started()).path,
        form: { act: 'next', position: '0', revision: '0', text: '' },
      }),
    },
    {
      name: 'question-long-answer',
      prepare: async () => {
        const interview = await started();
        const long = 'A long thought, '.repeat(300);
        await interview.visitor.answer(0, long, { act: 'save' });
        return interview;
      },
    },
    {
      name: 'last-word',
      prepare: async () => {
        const interview = await started();
        await interview.visitor.answer(0, 'One');
        await interview.visitor.answer(1, 'Two');
        return interview;
      },
    },
    {
      name: 'conflict',
      prepare: async () => {
        const { path, visitor } = await started();
        await visitor.answer(0, 'What was stored from the phone', { act: 'save' });
        return { path, form: { act: 'next', position: '0', revision: '0', text: 'What was typed here' } };
      },
    },
    { name: 'review', prepare: reviewed },
    {
      name: 'later',
      prepare: async () => ({ path: `${(await started()).path}/later` }),
    },
    {
      name: 'completed',
      prepare: async () => {
        const interview = await reviewed();
        await interview.visitor.press('complete');
        return interview;
      },
    },
    {
      name: 'too-late',
      prepare: async () => {
        const { path, visitor } = await reviewed();
        await visitor.press('complete');
        return { path, form: { act: 'next', position: '0', revision: '1', text: 'Typed in an old tab' } };
      },
    },
    {
      name: 'declined',
      prepare: async () => {
        const interview = await invite();
        await interview.visitor.press('decline');
        return interview;
      },
    },
    { name: 'ended-closed', prepare: () => ended('closes_at = now()') },
    { name: 'ended-full', prepare: () => ended('max_responses = 0') },
    { name: 'ended-expired', prepare: () => ended('expires_at = now()') },
    { name: 'not-found', prepare: async () => ({ path: `/interview/${'A'.repeat(30)}` }) },
    { name: 'preview', prepare: async () => ({ path: '/interview/preview' }) },
  ];
}
