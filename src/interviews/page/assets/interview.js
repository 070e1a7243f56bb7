// Saves answers while they are typed. Without it the page works all the same, as plain forms.
import { clean, copies, post } from './interview-drafts.js';
import { assistTyping, showUndoTime } from './interview-comfort.js';

const TYPING_PAUSE = 700;
const LONGEST_WAIT = 1500;
const SUBMIT_WAIT = 3000;
const LEAVE_WAIT = 8000;
const REQUEST_LIMIT = 10_000;
const RETRY_PAUSES = [1000, 2000, 4000, 8000, 15_000];

const form = document.getElementById('answer-form');
const choices = document.querySelectorAll('form[data-choice]');
if (document.querySelector('[data-completed]')) {
  // Sent off: nothing is left for the next person at this browser.
  copies.positions().forEach(copies.remove);
} else if (choices.length > 0) {
  choices.forEach(keepChoice);
} else {
  void sendForgotten(form ? Number(form.dataset.position) : -1);
}
showUndoTime();
if (form) {
  assistTyping(form);
  keepSaved(form);
}

/** Where two answers are shown, a copy of one stays until the person has chosen. */
function keepChoice(form) {
  const position = Number(form.dataset.choice);
  form.addEventListener('submit', () => {
    const text = form.elements.namedItem('text')?.value;
    if (text === undefined) return copies.remove(position);
    const revision = Number(form.elements.namedItem('revision').value);
    copies.write(position, { text, revision, sent: [], submitted: true });
  });
}

/** Answers to other questions that a closed tab left behind. What a form has brought here needs no copy any more. */
async function sendForgotten(current) {
  let sent = 0;
  for (const position of copies.positions()) {
    const copy = copies.read(position);
    if (position === current || !copy) continue;
    if (copy.submitted) {
      // The form took it along, or else the interview would still be there.
      copies.remove(position);
      continue;
    }
    const { text, revision } = copy;
    const answer = await post({ position, text, revision }).catch(() => null);
    if (!answer?.ok) continue;
    copies.remove(position);
    sent++;
  }
  // The review shows all answers.
  if (sent > 0 && current === -1) location.reload();
}

function keepSaved(form) {
  const field = form.elements.namedItem('text');
  const revisionField = form.elements.namedItem('revision');
  const state = document.getElementById('save-state');
  const news = document.getElementById('save-news');
  const conflict = document.getElementById('conflict');
  const position = Number(form.dataset.position);

  let revision = Number(revisionField.value);
  /** What the server is known to have; null when it has refused what is in the field. */
  let stored = 'unsaved' in form.dataset ? null : clean(field.value);
  /** What was sent since the last acknowledgement: if the server has one of these, it has it from here. */
  let sent = [];
  let timer = 0;
  let waitingSince = 0;
  let saving = null;
  let attempt = 0;
  let rival = null;
  let isOver = false;
  let isLeaving = false;

  const isDirty = () => !isOver && clean(field.value) !== stored;

  /** Shows how it stands; tells screen readers only what is news. */
  function say(what) {
    const text = what ? state.dataset[what] : '';
    state.textContent = text;
    state.classList.toggle('alarm', ['retrying', 'offline', 'tooLong', 'closed'].includes(what));
    if (what && what !== 'saving' && news.textContent !== text) news.textContent = text;
  }

  function keepCopy(submitted = false) {
    copies.write(position, { text: field.value, revision, sent, submitted });
  }

  function schedule(pause) {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), pause);
  }

  /** Saves once, unless that is going on already. Resolves when nothing is on its way any more. */
  function save() {
    clearTimeout(timer);
    saving ??= saveOnce().finally(() => {
      saving = null;
    });
    return saving;
  }

  async function saveOnce() {
    if (!isDirty() || rival) return;
    const text = clean(field.value);
    waitingSince = 0;
    sent = [...sent, text].slice(-5);
    keepCopy();
    say('saving');
    const answer = await post({ position, text, revision }, { signal: AbortSignal.timeout(REQUEST_LIMIT) })
      .then(async (response) => ({ response, body: await response.json() }))
      .catch(() => null);
    if (answer?.response.ok) return acknowledge(text, answer.body.revision);
    const status = answer?.response.status;
    if (status === 409) return settle(answer.body);
    if (status === 400 || status === 413) return say('tooLong');
    if (status === 404 || status === 410) {
      isOver = true;
      return say('closed');
    }
    say(navigator.onLine ? 'retrying' : 'offline');
    const asked = Number(answer?.response.headers.get('retry-after')) * 1000;
    const pause = RETRY_PAUSES[Math.min(attempt++, RETRY_PAUSES.length - 1)];
    schedule(Math.max(pause, asked || 0));
  }

  function acknowledge(text, newRevision) {
    attempt = 0;
    stored = text;
    sent = [];
    setRevision(newRevision);
    if (!isDirty()) {
      copies.remove(position);
      say('saved');
    } else if (!isLeaving) {
      keepCopy();
      schedule(TYPING_PAUSE);
    }
  }

  /**
   * Somebody else has stored something; or it was this page, and the acknowledgement got lost on the way. Nobody
   * needs to choose where one text goes on where the other ends.
   */
  function settle({ text, revision: newRevision }) {
    if (sent.includes(text) || clean(field.value).startsWith(text)) return acknowledge(text, newRevision);
    rival = { text, revision: newRevision };
    say(null);
    const other = document.getElementById('other-text');
    other.textContent = text === '' ? other.dataset.empty : text;
    conflict.hidden = false;
    conflict.focus();
  }

  function setRevision(newRevision) {
    revision = newRevision;
    revisionField.value = String(newRevision);
  }

  document.getElementById('keep-mine').addEventListener('click', () => {
    endConflict();
    void save();
  });
  document.getElementById('keep-other').addEventListener('click', () => {
    field.value = rival.text;
    stored = rival.text;
    endConflict();
    copies.remove(position);
    say('saved');
  });
  function endConflict() {
    setRevision(rival.revision);
    rival = null;
    sent = [];
    conflict.hidden = true;
    field.focus();
  }

  field.addEventListener('input', () => {
    if (isOver) return;
    keepCopy();
    if (rival || !isDirty()) return;
    say(null);
    waitingSince ||= Date.now();
    // However fast somebody types, the wait has an end.
    const left = LONGEST_WAIT - (Date.now() - waitingSince);
    schedule(Math.max(0, Math.min(TYPING_PAUSE, left)));
  });

  addEventListener('online', () => {
    attempt = 0;
    void save();
  });

  function saveOnTheWayOut() {
    if (isLeaving || rival || !isDirty()) return;
    const text = clean(field.value);
    sent = [...sent, text].slice(-5);
    keepCopy();
    // The browser refuses large bodies on the way out; the copy stays for the next visit.
    post({ position, text, revision }, { keepalive: true }).catch(() => undefined);
  }
  addEventListener('pagehide', saveOnTheWayOut);
  document.addEventListener('visibilitychange', () => {
    // Leaving hides the page too, when the form already has the text.
    if (document.visibilityState === 'hidden' && !isLeaving && isDirty()) void save();
  });
  addEventListener('pageshow', ({ persisted }) => {
    // Out of the browser's memory, where the interview may have moved on.
    if (persisted) location.reload();
  });

  form.addEventListener('submit', (event) => {
    if (isLeaving) return event.preventDefault();
    // Without a connection the browser would replace the page, and what was typed with it, by an error page.
    if (!navigator.onLine) {
      event.preventDefault();
      keepCopy();
      return say('offline');
    }
    if (!saving) return leave(event.submitter);
    // What is on its way changes the revision that the form has to name.
    event.preventDefault();
    const patience = new Promise((done) => setTimeout(done, SUBMIT_WAIT));
    void Promise.race([saving, patience]).then(() => {
      if (rival || isLeaving) return;
      saving = null;
      form.requestSubmit(event.submitter);
    });
  });

  /** What is in the field goes with the form; what would be typed from here on would go nowhere. */
  function leave(button) {
    isLeaving = true;
    field.readOnly = true;
    showSending(button);
    clearTimeout(timer);
    keepCopy(true);
    // Nothing tells a page that loading the next one was stopped, and then it has to work again.
    setTimeout(stay, LEAVE_WAIT);
  }

  function stay() {
    isLeaving = false;
    field.readOnly = false;
    endSending();
    // The form may have arrived all the same, and then nobody else has stored its text.
    sent = [...sent, clean(field.value)].slice(-5);
    if (isDirty()) schedule(TYPING_PAUSE);
  }

  let sendingButton = null;
  let idleLabel = '';

  function showSending(button) {
    if (!button?.dataset.sending) return;
    sendingButton = button;
    idleLabel = button.textContent;
    button.textContent = button.dataset.sending;
  }

  function endSending() {
    if (sendingButton) sendingButton.textContent = idleLabel;
    sendingButton = null;
  }

  restore();

  /** Brings back what a closed tab could not send. */
  function restore() {
    if (stored === null) return keepCopy();
    const copy = copies.read(position);
    if (!copy) return;
    const text = clean(copy.text);
    if (text === stored) return copies.remove(position);
    const isOurs = copy.revision === revision || copy.sent.includes(stored);
    field.value = copy.text;
    if (isOurs) {
      say('restored');
      return schedule(TYPING_PAUSE);
    }
    settle({ text: stored, revision });
  }
}
