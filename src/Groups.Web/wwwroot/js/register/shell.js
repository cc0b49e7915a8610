// The page that opens without signal: today's register from this device, who is here now, and the way back when there is signal.
import * as store from './store.js';
import * as sender from './send.js';
import { bind } from './board.js';
import { boxOf, findForm, make, nameOf, rowsOf } from './page.js';
import './taps.js';

const part = name => document.querySelector(`[data-shell="${name}"]`);
const show = (name, shown = true) => { part(name).hidden = !shown; };
const wanted = /^\/sessions\/([0-9a-f-]{36})/i.exec(location.pathname)?.[1].toLowerCase();
let drawn, touched = false;
for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, () => { touched = true; }, { once: true, capture: true });

function open(day) {
  const { title, lead, html } = day.content;
  document.title = title || 'Register';
  part('title').textContent = title || 'Register';
  part('lead').textContent = lead ?? '';
  const template = document.createElement('template');
  template.innerHTML = html;
  part('register').replaceChildren(template.content);
  const at = new Date(findForm().dataset.kept);
  part('as-of').textContent = `This is how it was at ${at.toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' })}, with what you tapped since.`;
  show('open');
  show('nothing', false);
  document.addEventListener('register-shown', event => showHere(event.detail));
  bind().then(sender.check);
  if (location.pathname.endsWith('/here')) part('here').focus();
}

function choose(days) {
  part('choices').replaceChildren(...days.map(day => make('li', {},
    make('a', { href: `/sessions/${day.session}/register` }, `${day.content.title ?? 'Register'}: ${day.content.lead ?? ''}`))));
  show('choose', days.length > 0);
  show('nothing', days.length === 0);
}

/** Everybody who is here and has not gone home, for counting heads outside. */
function showHere({ here, walkIns, came }) {
  const headline = findForm()?.querySelector('[data-here]');
  if (!headline) return;
  const rows = rowsOf(findForm()).filter(row => !row.closest('[data-queue]') && boxOf(row).checked && !hasLeft(row));
  const names = rows.map(nameOf).concat(walkIns.map(fact => fact.name));
  const unnamed = here - came, now = JSON.stringify([here, unnamed, names]);
  if (now === drawn) return;
  drawn = now;
  headline.textContent = here === 0 ? 'Nobody is ticked yet' : `${here} here`;
  part('here-count').textContent = `${names.length} by name${unnamed > 0 ? `, and ${unnamed} more without a name` : ''}.`;
  part('here-names').replaceChildren(...names.map(name => make('li', {}, make('span', { dir: 'auto' }, name))));
}

const hasLeft = row => row.dataset.waiting === 'left' || (row.hasAttribute('data-left') && row.dataset.waiting !== 'back');

document.addEventListener('register-closed', () => {
  part('here-names').closest('section').hidden = true;
  part('as-of').textContent = '';
  for (const name of ['title', 'lead']) part(name).textContent = name === 'title' ? 'Register' : '';
});

sender.onTried(async () => {
  const form = findForm();
  if (!form || !sender.reached || sender.problem || sender.closed.size || (await store.waiting(form.dataset.viewer, form.dataset.register)).length) return;
  if (!touched && isSlowOnce()) return location.reload();
  part('live').href = `/sessions/${form.dataset.register}/register`;
  show('signal');
});
/** The server was only slow to answer: nobody need ask for the live page. Not twice in a minute, in case it stays slow. */
function isSlowOnce() {
  const last = Number(sessionStorage.getItem('groups.register.again'));
  if (Date.now() - last < 60000) return false;
  sessionStorage.setItem('groups.register.again', Date.now());
  return true;
}

addEventListener('online', sender.check);
addEventListener('offline', () => show('signal', false));
document.querySelector('[data-here-link]').addEventListener('click', event => {
  event.preventDefault();
  part('here').focus();
});
document.querySelectorAll('[data-again]').forEach(button => button.addEventListener('click', () => location.reload()));

try {
  const days = await store.days();
  const day = days.find(each => each.session === wanted) ?? (wanted === undefined && days.length === 1 ? days[0] : null);
  if (day) open(day); else choose(days);
} catch {
  choose([]);
}
