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

// Fields that somebody typed into since the page came, to be looked at before the page is loaded again by itself.
const touched = new Set();
let touchedAt = 0;
document.addEventListener('input', event => touched.add(event.target));
for (const kind of ['pointerdown', 'keydown', 'input']) document.addEventListener(kind, () => { touchedAt = Date.now(); }, { capture: true, passive: true });
const isUnsaved = field => field.isConnected && (field.matches('input[type=checkbox], input[type=radio]')
  ? field.checked !== field.defaultChecked && !field.closest('[data-live], [data-register]') // a tap is sent at once or waits on the device
  : field.matches('select')
    ? [...field.options].some(option => option.selected !== option.defaultSelected) && !field.closest('[data-live], [data-register]')
    : field.value !== '' && field.value !== field.defaultValue && field.value !== field.dataset.counted && !field.matches('[data-find]'));

// The box that says "Reconnecting" follows the class that Blazor sets on it.
const box = document.getElementById('components-reconnect-modal');
if (box) {
  const words = box.querySelector('[data-words]');
  const stateOfBox = () => ['show', 'retrying', 'failed', 'rejected', 'paused', 'resume-failed'].find(name => box.classList.contains(`components-reconnect-${name}`));
  const hasEnded = state => ['failed', 'rejected', 'resume-failed'].includes(state);

  const comeBack = async () => {
    try {
      if (stateOfBox() !== 'rejected' && await Blazor.reconnect?.()) return;
    } catch { /* no way through yet: loading the page says so in the browser's own words */ }
    location.reload();
  };

  // The circuit is gone for good, such as with its machine: as soon as a machine answers the page is loaded again, unless words would be lost by that,
  // and not under a finger: a tap must have had the time to be kept.
  const isCalm = () => Date.now() - touchedAt > 1500 && ![...touched].some(isUnsaved);
  let isWaiting = false;
  const waitForServer = async () => {
    if (isWaiting) return;
    isWaiting = true;
    for (let pause = 250; hasEnded(stateOfBox()); pause = Math.min(pause * 1.5, 15000)) {
      try {
        const answer = await fetch('/health/live', { cache: 'no-store' });
        if (answer.ok && hasEnded(stateOfBox()) && isCalm()) {
          await comeBack();
          break;
        }
      } catch { /* not yet */ }
      await new Promise(resolve => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
    isWaiting = false;
  };

  const tell = () => {
    const state = stateOfBox();
    const ended = hasEnded(state);
    box.hidden = !state;
    box.dataset.state = ended ? 'ended' : state ? 'trying' : '';
    const text = !state ? '' : ended ? words.dataset.ended : words.dataset.trying;
    if (words.textContent !== text) words.textContent = text;
    if (ended) waitForServer();
  };
  new MutationObserver(tell).observe(box, { attributeFilter: ['class'] });
  box.querySelector('[data-again]').addEventListener('click', comeBack);
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
