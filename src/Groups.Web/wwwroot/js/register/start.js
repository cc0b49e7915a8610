// Loaded on every page of staff: finds a register on the page or taps that wait on this device, and only then loads the rest.
const FLAG = 'groups.register', OFTEN = 600000;
let checked = 0;

async function look() {
  const form = document.querySelector('form[data-register]');
  if (form) {
    localStorage.setItem(FLAG, '1');
    navigator.serviceWorker?.register('/sw.js', { updateViaCache: 'none' }).catch(() => { /* then this browser only opens with signal */ });
    const [board] = await Promise.all([import('./board.js'), import('./taps.js')]);
    await board.bind();
  } else if (localStorage.getItem(FLAG)) {
    const viewer = document.querySelector('form[action="/sign-out"]')?.dataset.viewer;
    const { sendFor, check } = await import('./send.js');
    if (!viewer) return;
    await sendFor(viewer);
    if (Date.now() - checked < OFTEN) return;
    checked = Date.now();
    await check();
  }
}

document.addEventListener('submit', async event => {
  const { target } = event;
  if (!target.matches('form[action="/sign-out"]') || !localStorage.getItem(FLAG) || target.dataset.asked) return;
  event.preventDefault();
  const signOut = await import('./sign-out.js').catch(() => null);
  if (signOut && !await signOut.leave(target)) return;
  target.dataset.asked = 'yes';
  target.submit();
}, true);

self.Blazor?.addEventListener('enhancedload', look);
look();
