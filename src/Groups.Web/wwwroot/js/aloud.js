// Reads a text aloud with the voice of the browser, a paragraph at a time. Without such a voice the button stays hidden.
(() => {
  const speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) return;
  let reading;
  const say = (button, words) => { button.querySelector('[data-words]').textContent = words; };
  const stop = () => {
    if (reading) say(reading, reading.dataset.start);
    reading = undefined;
    speech.cancel();
  };
  const read = button => {
    reading = button;
    say(button, button.dataset.stop);
    const parts = [...document.getElementById(button.dataset.aloud).querySelectorAll('h2, h3, p')];
    parts.forEach((part, place) => {
      const spoken = new SpeechSynthesisUtterance(part.textContent);
      spoken.lang = part.closest('[lang]').lang;
      spoken.rate = 0.9;
      if (place === parts.length - 1) spoken.onend = () => { if (reading === button) stop(); };
      speech.speak(spoken);
    });
  };
  const offer = () => document.querySelectorAll('[data-aloud]').forEach(button => { button.hidden = false; });
  offer();
  window.Blazor?.addEventListener('enhancedload', () => { stop(); offer(); });
  addEventListener('pagehide', stop);
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-aloud]');
    if (!button) return;
    const again = reading !== button;
    stop();
    if (again) read(button);
  });
})();
