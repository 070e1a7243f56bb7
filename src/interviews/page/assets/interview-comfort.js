// Small comforts of the pages: focus, shortcut, error box, on-screen keyboard, local time. Without it all pages work.

/** Makes the answer form quick to use; changes nothing of what is sent. */
export function assistTyping(form) {
  const field = form.elements.namedItem('text');
  const next = form.querySelector('button[value="next"]');
  const problem = document.getElementById('problem');

  // On a phone the focus would open the keyboard before the question is read.
  if (!problem && matchMedia('(min-width: 48rem) and (pointer: fine)').matches) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }

  field.addEventListener('keydown', (event) => {
    const isShortcut = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing;
    if (!isShortcut) return;
    event.preventDefault();
    form.requestSubmit(next);
  });

  if (problem) field.addEventListener('input', hideProblemOnceAnswered);
  function hideProblemOnceAnswered() {
    if (field.value.trim() === '') return;
    problem.remove();
    field.removeAttribute('aria-invalid');
    field.setAttribute('aria-describedby', 'hint progress');
    field.removeEventListener('input', hideProblemOnceAnswered);
  }

  keepAboveKeyboard();
}

/** Browsers that lay the on-screen keyboard over the page tell its height; the style sheet lifts the button by it. */
function keepAboveKeyboard() {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const lift = () => {
    const covered = Math.max(0, window.innerHeight - viewport.height - viewport.offsetTop);
    document.documentElement.style.setProperty('--keyboard', `${Math.round(covered)}px`);
  };
  viewport.addEventListener('resize', lift);
  viewport.addEventListener('scroll', lift);
}

/** Says until when a completion can be taken back, in the time of the person's clock. */
export function showUndoTime() {
  const text = document.querySelector('[data-undo-seconds]');
  if (!text) return;
  const end = new Date(Date.now() + Number(text.dataset.undoSeconds) * 1000);
  const time = end.toLocaleTimeString(document.documentElement.lang, { hour: 'numeric', minute: '2-digit' });
  text.textContent = text.dataset.until.replace('{time}', time);
}
