import type { OwnInterview } from '../interviews/withdrawals/own-interview';
import type { Language } from '../texts/languages';
import { myDataTextsOf } from '../texts/my-data/by-language';
import type { OwnData } from './my-data.service';

/** All of it as JSON, for other programs. */
export function toJsonFile({ topic, identifier, isOptedOut, interviews }: OwnData): string {
  const rows = interviews.map((interview) => ({
    id: interview.id,
    status: statusOf(interview),
    created_at: interview.createdAt,
    started_at: interview.startedAt,
    completed_at: interview.completedAt,
    withdrawn_at: interview.withdrawnAt,
    voice_call: interview.isCall,
    name: interview.respondentName,
    consent_version: interview.consentVersion,
    language: interview.consentLanguage,
    answers: interview.answers,
    transcript: interview.transcript,
    summary: interview.summary,
  }));
  return `${JSON.stringify({ topic, identifier, opted_out_of_mails: isOptedOut, interviews: rows }, null, 2)}\n`;
}

/** All of it as text, for people. */
export function toTextFile({ topic, facts, interviews }: OwnData, language: Language): string {
  const t = myDataTextsOf(language);
  const blocks = [
    `${t.title}\n${underline(t.title)}`,
    topic,
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    `${t.said.title}\n${underline(t.said.title)}`,
    ...interviews.flatMap((interview) => said(interview, language)),
  ];
  const hasWords = interviews.some((interview) => said(interview, language).length > 0);
  return `${[...blocks, ...(hasWords ? [] : [t.said.none])].filter((block) => block !== '').join('\n\n')}\n`;
}

/** The receipt of a withdrawal. */
export function toReceipt({ topic, withdrawal }: OwnData, language: Language): string {
  const t = myDataTextsOf(language);
  if (!withdrawal) return '';
  const blocks = [
    `${t.receipt.title}\n${underline(t.receipt.title)}`,
    t.receipt.text,
    topic,
    `${t.receipt.number}: ${withdrawal.number}\n${t.facts.withdrawn}: ${withdrawal.time}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function statusOf({ status, withdrawnAt }: OwnInterview): string {
  return withdrawnAt === null ? status : 'withdrawn';
}

function said({ isCall, answers, transcript, summary }: OwnInterview, language: Language): string[] {
  const t = myDataTextsOf(language);
  return [
    ...(isCall && transcript !== '' ? [`${t.said.call}\n\n${transcript}`] : []),
    ...answers.map(({ question, text, skipped }) =>
      [question, skipped ? `(${t.said.skipped})` : '', text].filter((line) => line !== '').join('\n'),
    ),
    ...(summary === '' ? [] : [`${t.said.summary}: ${summary}`]),
  ];
}

function underline(title: string): string {
  return '='.repeat(title.length);
}
