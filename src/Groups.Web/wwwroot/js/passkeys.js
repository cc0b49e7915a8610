// Makes and shows passkeys. A form marked for it appears where the browser can do it, and is sent once it holds what the browser's answer is.
(() => {
  const maker = window.PublicKeyCredential;
  if (!maker?.parseCreationOptionsFromJSON || !maker.parseRequestOptionsFromJSON) return;
  const forms = document.querySelectorAll('form[data-passkey]');
  const credential = async form => {
    const answer = await fetch(form.dataset.ask, { method: 'POST', body: new FormData(form) });
    if (!answer.ok) throw new Error(`asked for a passkey, answered ${answer.status}`);
    const options = await answer.json();
    return form.dataset.passkey === 'make'
      ? navigator.credentials.create({ publicKey: maker.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: maker.parseRequestOptionsFromJSON(options) });
  };
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener('submit', async event => {
      event.preventDefault();
      const [button, problem] = [form.querySelector('button'), form.querySelector('[data-problem]')];
      button.disabled = true;
      problem.hidden = true;
      try {
        form.elements.namedItem('credential').value = JSON.stringify(await credential(form));
        HTMLFormElement.prototype.submit.call(form);
      } catch {
        // Closed by its owner, or there is none: they choose again.
        problem.hidden = false;
        button.disabled = false;
      }
    });
  }
})();
