// What [data-queue] says: taps that wait, walk-ins among them, and taps that the server did not take. It is drawn anew only where the words change.
import { make } from './page.js';

const many = (count, one, more) => count === 1 ? one : more.replace('#', count);

/**
 * @param area the element, empty or drawn here before
 * @param state { waiting, unsaved, slow, problem, here, said, warning, walkIns: [{id, name, facts, gone}], refused: [{name, sentence}], gone }
 * @param acts { dismissRefused, dismissGone }
 */
export function draw(area, state, acts) {
  if (!area.querySelector('[data-queue-words]')) {
    area.replaceChildren(
      make('p', { className: 'hidden-words', role: 'status' }),
      make('div', { className: 'queue-words' }),
      make('ul', { className: 'check-list' }),
      make('div', {}),
      make('div', {}));
    area.children[1].dataset.queueWords = '';
    area.children[2].setAttribute('aria-label', 'Also here, waiting to be sent');
  }
  const [spoken, words, list, refused, gone] = area.children;
  const lines = wordsFor(state);
  once(words, JSON.stringify([state.warning, lines]), () => (state.warning ? [make('p', { className: 'warning' }, state.warning)] : [])
    .concat(lines.map((line, i) => make('p', { className: i ? 'quiet' : 'waiting' }, line)))
    .concat(state.problem === 'signed-out' && state.waiting ? [make('p', {}, make('a', { href: `/sign-in?to=${encodeURIComponent(location.pathname)}` }, 'Sign in'))] : []));
  say(spoken, [state.said, ...lines.slice(0, 1)].filter(Boolean).join(' '));
  once(list, JSON.stringify(state.walkIns), () => state.walkIns.map(walkInRow));
  list.hidden = !state.walkIns.length;
  once(refused, JSON.stringify(state.refused), () => state.refused.length ? [notTaken(state.refused, acts.dismissRefused)] : []);
  once(gone, String(state.gone), () => state.gone ? [closed(state.gone, acts.dismissGone)] : []);
}

function wordsFor({ waiting, unsaved, slow, problem, here }) {
  if (!waiting) return [];
  if (problem === 'signed-out') return [many(waiting, 'Sign in again to send what you tapped. It is saved on this phone.', 'Sign in again to send the # taps saved on this phone.')];
  if (!slow) return [];
  if (unsaved) return [many(unsaved, 'One tap is not sent yet. Keep this page open until it is.', '# taps are not sent yet. Keep this page open until they are.'), 'This phone cannot keep them safely by itself.'];
  return [many(waiting, 'Saved on this phone, will send', '# taps saved on this phone, will send'), `${here} here, counting what waits. You can go on tapping.`];
}

const walkInRow = ({ id, name, facts, gone }) => {
  const box = make('input', { type: 'checkbox', id: `tick-${id}`, value: id, checked: true });
  box.dataset.facts = facts.join(' ');
  const row = make('li', {}, make('label', { className: 'check-row' }, box,
    make('span', { className: 'who' }, make('span', { dir: 'auto' }, name), make('span', { className: 'note' }, 'Not on the list'))));
  row.dataset.row = id;
  row.dataset.waiting = gone ? 'left' : 'here';
  return row;
};

const notTaken = (taps, dismiss) => banner(many(taps.length, 'One tap was not taken', '# taps were not taken'),
  make('ul', {}, ...taps.map(({ name, sentence }) => make('li', {}, ...name ? [make('strong', { dir: 'auto' }, name), ': '] : [], sentence))),
  button('I have read this', dismiss));

const closed = (count, dismiss) => banner('This register is not yours any more',
  make('p', {}, many(count, 'One tap could not be sent. Tell whoever looks after the group now, then remove it from this phone.',
    '# taps could not be sent. Tell whoever looks after the group now, then remove them from this phone.')),
  button(many(count, 'Remove it', 'Remove them'), dismiss));

const banner = (title, ...more) => make('div', { className: 'banner banner-warn' }, make('div', { role: 'group', ariaLabel: title }, make('p', { className: 'title' }, title), ...more));

const button = (text, act) => {
  const made = make('button', { type: 'button', className: 'btn btn-quiet' }, text);
  made.addEventListener('click', act);
  return made;
};

/** Draws where what is to be drawn changed; the focus stays where it was if its element is there again. */
function once(element, what, children) {
  if (element.drawn === what) return;
  const focused = element.contains(document.activeElement) && document.activeElement.id;
  element.drawn = what;
  element.replaceChildren(...children());
  if (focused) document.getElementById(focused)?.focus();
}

/** Politely, and grouped: what follows within a moment is said once. */
function say(element, text) {
  if (element.toSay === text) return;
  element.toSay = text;
  clearTimeout(element.saying);
  element.saying = setTimeout(() => { element.textContent = text; }, 700);
}
