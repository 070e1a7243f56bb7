// Talking instead of writing: has the server set up a call, and goes there.
(() => {
  'use strict';

  const offer = document.getElementById('call');
  const form = document.getElementById('call-form');
  const note = document.getElementById('call-note');
  if (!offer || !form || !note) return;
  offer.hidden = false;
  const token = location.pathname.split('/')[2];

  async function startCall() {
    const answer = await fetch(`/api/user_interviews/share/${token}/start_call/`, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
    });
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
    return (await answer.json()).web_call.url;
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    note.textContent = note.dataset.starting;
    try {
      location.assign(await startCall());
    } catch {
      note.textContent = note.dataset.failed;
      button.disabled = false;
    }
  });
})();
