// Signing out leaves nothing of the register on this device. What waits is sent first; what cannot be sent is asked about.
import * as store from './store.js';
import { forget } from './clock.js';
import { make } from './page.js';
import { sendFor } from './send.js';

const PATIENCE = 2000;

/** Answers whether to sign out. */
export async function leave(form) {
  const { viewer } = form.dataset;
  await Promise.race([sendFor(viewer), new Promise(done => setTimeout(done, PATIENCE))]).catch(() => {});
  const waiting = await store.waiting(viewer).catch(() => []);
  if (waiting.length && !await ask(waiting.length)) return false;
  await store.wipe(viewer).catch(() => {});
  forget();
  localStorage.removeItem('groups.register');
  sessionStorage.removeItem('groups.register.again');
  await Promise.all((await self.caches?.keys() ?? []).filter(name => name.startsWith('shell-')).map(name => caches.delete(name)));
  await Promise.all((await navigator.serviceWorker?.getRegistrations() ?? []).map(worker => worker.unregister()));
  return true;
}

function ask(count) {
  const title = count === 1 ? 'One tap is not sent yet. Sign out and lose it?' : `${count} taps are not sent yet. Sign out and lose them?`;
  const stay = make('button', { type: 'button', className: 'btn', autofocus: true }, 'Stay signed in');
  const go = make('button', { type: 'button', className: 'btn btn-quiet' }, count === 1 ? 'Sign out and lose it' : 'Sign out and lose them');
  const heading = make('h2', { id: 'unsent-title' }, title);
  const dialog = make('dialog', {}, heading, make('div', { className: 'actions' }, stay, go));
  dialog.setAttribute('aria-labelledby', heading.id);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(answer => {
    go.addEventListener('click', () => dialog.close('go'));
    stay.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      answer(dialog.returnValue === 'go');
    });
  });
}
