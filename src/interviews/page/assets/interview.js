// Saves answers while they are typed. Without this script the page works as plain forms.
import { canReachServer, clean, copies, post } from './interview-drafts.js';
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
  // The interview is completed: leave no copies to the next person at this browser.
  copies.positions().forEach(copies.remove);
} else if (choices.length > 0) {
  choices.forEach(keepChoice);
} else {
  void sendUnsaved(form ? Number(form.dataset.position) : -1);
}
showUndoTime();
if (form) {
  assistTyping(form);
  keepSaved(form);
}

/** On the conflict page: the copy becomes the chosen text, or goes if the stored text was chosen. */
function keepChoice(form) {
  const position = Number(form.dataset.choice);
  form.addEventListener('submit', () => {
    const text = form.elements.namedItem('text')?.value;
    if (text === undefined) return copies.remove(position);
    const revision = Number(form.elements.namedItem('revision').value);
    copies.write(position, { text, revision, sent: [], submitted: true });
  });
}

/** Saves answers to other questions that a closed tab left behind, and removes copies that a form has delivered. */
async function sendUnsaved(current) {
  let sent = 0;
  for (const position of copies.positions()) {
    const copy = copies.read(position);
    if (position === current || !copy) continue;
    if (copy.submitted) {
      // The form has arrived, because this page shows another question.
      copies.remove(position);
      continue;
    }
    const { text, revision } = copy;
    const response = await post({ position, text, revision }).catch(() => null);
    if (!response?.ok) continue;
    copies.remove(position);
    sent++;
  }
  // The review shows all answers, so it is out of date now.
  if (sent > 0 && current === -1) location.reload();
}

function keepSaved(form) {
  const field = form.elements.namedItem('text');
  const revisionField = form.elements.namedItem('revision');
  const state = document.getElementById('save-state');
  const announcement = document.getElementById('save-news');
  const conflict = document.getElementById('conflict');
  const position = Number(form.dataset.position);

  let revision = Number(revisionField.value);
  /** Text that the server has stored; null if it has refused the text in the field. */
  let stored = 'unsaved' in form.dataset ? null : clean(field.value);
  /** Texts sent since the last acknowledgement. If the server has one of these, it came from this page. */
  let sent = [];
  let timer = 0;
  let waitingSince = 0;
  let saving = null;
  let attempt = 0;
  let rival = null;
  let isOver = false;
  let isLeaving = false;
  let isReachable = false;

  const isDirty = () => !isOver && clean(field.value) !== stored;

  /** Shows the state of saving. Screen readers hear changes only, and not that saving has begun. */
  function say(what) {
    const text = what ? state.dataset[what] : '';
    state.textContent = text;
    state.classList.toggle('alarm', ['retrying', 'offline', 'tooLong', 'closed'].includes(what));
    if (what && what !== 'saving' && announcement.textContent !== text) announcement.textContent = text;
  }

  function keepCopy(submitted = false) {
    copies.write(position, { text: field.value, revision, sent, submitted });
  }

  function schedule(pause) {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), pause);
  }

  /** Saves the text, unless a save is running already. Resolves when no save is running. */
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
   * The server has a text other than the last acknowledged one. If this page sent it and the acknowledgement was lost,
   * or if the text in the field only continues it, there is no conflict to resolve.
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
    // Without a pause in typing, save after the longest wait.
    const left = LONGEST_WAIT - (Date.now() - waitingSince);
    schedule(Math.max(0, Math.min(TYPING_PAUSE, left)));
  });

  addEventListener('online', () => {
    attempt = 0;
    void save();
  });

  function saveOnLeave() {
    if (isLeaving || rival || !isDirty()) return;
    const text = clean(field.value);
    sent = [...sent, text].slice(-5);
    keepCopy();
    // Browsers limit the size of keepalive requests; beyond it, the copy is sent on the next visit.
    post({ position, text, revision }, { keepalive: true }).catch(() => undefined);
  }
  addEventListener('pagehide', saveOnLeave);
  document.addEventListener('visibilitychange', () => {
    // Submitting hides the page too, but then the form carries the text.
    if (document.visibilityState === 'hidden' && !isLeaving && isDirty()) void save();
  });
  addEventListener('pageshow', ({ persisted }) => {
    // The page comes from the back/forward cache and may be out of date.
    if (persisted) location.reload();
  });

  form.addEventListener('submit', (event) => {
    if (isLeaving) return event.preventDefault();
    // Without a connection the browser would replace the page, and what was typed with it, by an error page.
    if (!navigator.onLine && !isReachable) {
      event.preventDefault();
      keepCopy();
      return void submitIfReachable(event.submitter);
    }
    if (!saving) return leave(event.submitter);
    // Wait for the running save: it changes the revision that the form has to send.
    event.preventDefault();
    const timeout = new Promise((done) => setTimeout(done, SUBMIT_WAIT));
    void Promise.race([saving, timeout]).then(() => {
      if (rival || isLeaving) return;
      saving = null;
      form.requestSubmit(event.submitter);
    });
  });

  /** A browser says that it is offline when there is no network, also if the server runs on the same machine. */
  async function submitIfReachable(button) {
    isReachable = await canReachServer();
    if (isReachable) form.requestSubmit(button);
    else say('offline');
    isReachable = false;
  }

  /** The form carries the text in the field. Further typing would be lost, so the field becomes read-only. */
  function leave(button) {
    isLeaving = true;
    field.readOnly = true;
    showSending(button);
    clearTimeout(timer);
    keepCopy(true);
    // A page is not told when the user cancels the navigation, so it becomes editable again after a while.
    setTimeout(stay, LEAVE_WAIT);
  }

  function stay() {
    isLeaving = false;
    field.readOnly = false;
    endSending();
    // The form may have arrived nevertheless. Its text then counts as sent by this page.
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

  /** Restores text that a closed tab could not save. */
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
