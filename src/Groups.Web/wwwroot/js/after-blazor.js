document.addEventListener('click', event => {
  const opener = event.target.closest('button[commandfor]');
  if (opener && !('command' in opener)) {
    const dialog = document.getElementById(opener.getAttribute('commandfor'));
    if (opener.getAttribute('command') === 'show-modal') dialog?.showModal(); else dialog?.close();
  }
  document.querySelectorAll('details.menu[open]').forEach(menu => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

document.addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && event.target.closest('details.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

// The box that says "Reconnecting" follows the class that Blazor sets on it.
const box = document.getElementById('components-reconnect-modal');
if (box) {
  const words = box.querySelector('[data-words]');
  const tell = () => {
    const state = ['show', 'retrying', 'failed', 'rejected', 'paused', 'resume-failed'].find(name => box.classList.contains(`components-reconnect-${name}`));
    const ended = ['failed', 'rejected', 'resume-failed'].includes(state);
    box.hidden = !state;
    box.dataset.state = ended ? 'ended' : state ? 'trying' : '';
    const text = !state ? '' : ended ? words.dataset.ended : words.dataset.trying;
    if (words.textContent !== text) words.textContent = text;
  };
  new MutationObserver(tell).observe(box, { attributeFilter: ['class'] });
  box.querySelector('[data-again]').addEventListener('click', async () => {
    try {
      if (await Blazor.reconnect?.()) return;
    } catch { /* no way through yet: loading the page says so in the browser's own words */ }
    location.reload();
  });
}

const offerPrint = () => document.querySelectorAll(navigator.clipboard ? '[data-print], [data-copy]' : '[data-print]').forEach(button => { button.hidden = false; });
offerPrint();
Blazor.addEventListener('enhancedload', offerPrint);
document.addEventListener('click', async event => {
  if (event.target.closest('[data-print]')) print();
  const copy = event.target.closest('[data-copy]');
  if (!copy) return;
  await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent);
  copy.textContent = copy.dataset.done;
});

// A new page without a page load: reading goes on at its heading. (A page load starts at the top by itself.)
let path = location.pathname;
Blazor.addEventListener('enhancedload', () => {
  const heading = location.pathname !== path && document.querySelector('h1');
  path = location.pathname;
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
});
