// Dictation and reading aloud, offered if the browser supports them.
(() => {
  'use strict';

  const field = document.getElementById('answer');
  const tools = document.getElementById('speech');
  if (!field || !tools) return;
  const language = document.documentElement.lang;

  function press(button, isOn) {
    const label = isOn ? button.dataset.on : button.dataset.off;
    button.toggleAttribute('data-is-on', isOn);
    // The control in the field is an icon; its name is an attribute.
    if (button.hasAttribute('aria-label')) {
      button.setAttribute('aria-label', label);
      button.title = label;
    } else button.textContent = label;
  }

  function offer(button) {
    button.hidden = false;
    tools.hidden = false;
  }

  const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  if (Recognition) offerSpeaking(document.getElementById('speak'), document.getElementById('speak-note'));
  if (window.speechSynthesis) offerReading(document.getElementById('read-aloud'));

  function offerSpeaking(button, note) {
    offer(button);
    note.hidden = false;
    note.textContent = note.dataset.note;
    let recognition = null;

    function stop(text) {
      recognition?.stop();
      recognition = null;
      press(button, false);
      note.textContent = text;
    }

    button.addEventListener('click', () => {
      if (recognition) return stop(note.dataset.note);
      const own = new Recognition();
      recognition = own;
      own.lang = language;
      own.continuous = true;
      own.addEventListener('result', ({ results, resultIndex }) => {
        for (const result of Array.from(results).slice(resultIndex)) {
          if (result.isFinal) write(result[0].transcript.trim());
        }
      });
      own.addEventListener('error', () => {
        if (recognition === own) stop(note.dataset.failed);
      });
      own.addEventListener('end', () => {
        if (recognition === own) stop(note.dataset.note);
      });
      try {
        own.start();
      } catch {
        return stop(note.dataset.failed);
      }
      press(button, true);
      note.textContent = note.dataset.listening;
    });
  }

  /** Appends dictated text, as if it had been typed. */
  function write(said) {
    // The field is read-only while the form is being submitted.
    if (said === '' || field.readOnly) return;
    field.value =
      field.value === '' || /\s$/.test(field.value) ? field.value + said : `${field.value} ${said}`;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function offerReading(button) {
    const KEY = 'parley:read-aloud';
    const isWanted = () => {
      try {
        return sessionStorage.getItem(KEY) === 'yes';
      } catch {
        return button.hasAttribute('data-is-on');
      }
    };
    const want = (isOn) => {
      press(button, isOn);
      try {
        sessionStorage.setItem(KEY, isOn ? 'yes' : 'no');
      } catch {
        // Without storage the choice is lost with this page.
      }
    };
    const read = () => {
      speechSynthesis.cancel();
      const speech = new SpeechSynthesisUtterance(document.getElementById('question').textContent);
      speech.lang = language;
      speechSynthesis.speak(speech);
    };

    offer(button);
    press(button, isWanted());
    if (isWanted()) read();
    button.addEventListener('click', () => {
      const isOn = !button.hasAttribute('data-is-on');
      want(isOn);
      if (isOn) read();
      else speechSynthesis.cancel();
    });
    addEventListener('pagehide', () => speechSynthesis.cancel());
  }
})();
