// Starts a voice call: asks the server for one and opens its URL.
(() => {
  'use strict';

  const offer = document.getElementById('call');
  const form = document.getElementById('call-form');
  const note = document.getElementById('call-note');
  if (!offer || !form || !note) return;
  offer.hidden = false;
  const token = location.pathname.split('/')[2];

  async function startCall() {
    const response = await fetch(`/api/user_interviews/share/${token}/start_call/`, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
    });
    if (!response.ok) throw new Error(`The server responded with ${response.status}.`);
    return (await response.json()).web_call.url;
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
