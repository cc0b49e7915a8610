// The register's taps. Each becomes a fact with an id of its own, is kept on this device, shown at once, and sent; Blazor draws what the
// server then says. Listeners stand on the document, so that whatever Blazor draws anew is in reach.
import * as store from './store.js';
import * as fold from './fold.js';
import * as page from './page.js';
import * as sender from './send.js';
import { isNow, tap } from './clock.js';
import { draw } from './queue.js';
import { bake, keep } from './kept.js';

const SLOW = 1500, SEEN = 10000, KEEP = 500;
const state = { entries: [], adding: new Map(), answered: new Map(), way: 'InRoom', said: '', warning: '', bound: null, slow: false, kept: 0 };
const seen = new Set();
let slowTimer, keepTimer, watching = false;

const form = () => page.findForm();
const viewer = () => form()?.dataset.viewer;
const session = () => form()?.dataset.register;
const live = entry => !entry.refused && !entry.gone;

/** The taps shown over what is drawn: those that wait, and those answered for that are not drawn yet. */
const taps = () => [...state.answered.values()].map(seen => seen.fact).concat(state.entries.filter(live).map(entry => entry.fact));

/** Takes hold of the register on this page, if there is one, and from then on of each that comes. Called once the listeners for taps stand. */
export async function bind() {
  if (!watching) watch();
  const found = form();
  if (!found) {
    state.bound = null;
    return;
  }
  if (state.bound !== found.dataset.register) {
    Object.assign(state, { bound: found.dataset.register, entries: [], way: 'InRoom', said: '', warning: '' });
    state.answered.clear();
    if (!found.dataset.kept) isNow(Number(found.dataset.now));
    if (!seen.has(state.bound)) tapEarly(found);
    seen.add(state.bound);
    if (!found.dataset.kept) {
      await store.dropDays(day => day.viewer !== found.dataset.viewer);
      sender.closed.delete(found.dataset.register);
      await reopen(found);
    }
    sender.sendFor(found.dataset.viewer);
  }
  await refresh();
}

/** The register opened, so it is this viewer's (again): what was held back as not theirs may be sent. */
const reopen = async found => store.settle(
  (await store.waiting(found.dataset.viewer, found.dataset.register)).filter(entry => entry.gone).map(entry => entry.fact.id),
  ({ gone, ...entry }) => entry);

/**
 * What was ticked and counted while the scripts were still on their way: taken before anything is waited for, because what is drawn anew meanwhile shows none of it,
 * and all of it read before the first tap is made, because showing that one puts the others back.
 */
function tapEarly(found) {
  if (found.getAttribute('autocomplete') !== 'off') return;
  const early = page.rowsOf(found).filter(row => {
    const box = page.boxOf(row);
    return !box.disabled && box.checked !== fold.standing(page.factsOf(box), row.dataset.row, taps()).length > 0;
  });
  const count = page.countOf(found), typed = count?.value;
  early.forEach(row => tick(row, page.boxOf(row)));
  if (typed && typed !== count.dataset.counted) {
    count.value = typed;
    count.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

async function refresh() {
  const found = form();
  if (found?.dataset.register !== state.bound) return;
  const before = state.entries;
  const kept = await store.waiting(found.dataset.viewer, found.dataset.register);
  if (found.dataset.register !== state.bound) return; // another register was opened meanwhile
  const known = new Set(kept.map(entry => entry.fact.id));
  state.entries = kept.concat([...state.adding.values()].filter(entry => !known.has(entry.fact.id)));
  const still = new Set(state.entries.map(entry => entry.fact.id));
  before.filter(entry => live(entry) && !still.has(entry.fact.id)).forEach(entry => state.answered.set(entry.fact.id, { fact: entry.fact, at: Date.now() }));
  show();
}

/** The server has not said that this is not theirs, or not theirs until they sign in again. */
const mayKeep = () => sender.problem !== 'signed-out' && !state.entries.some(entry => entry.gone) && !sender.closed.has(session());

/** A register opened from this device shows nothing more once it is not theirs; what waits of it is still said. */
function closeKept(found) {
  const queue = found.querySelector('[data-queue]');
  if (found.children.length > 1) {
    found.replaceChildren(queue);
    document.dispatchEvent(new Event('register-closed'));
  }
}

/** Puts what waits over what is drawn. */
function show() {
  const found = form();
  if (!found) return;
  if (found.dataset.kept && !mayKeep()) closeKept(found);
  forgetWhatIsDrawn(found);
  const all = taps();
  let names = 0;
  for (const row of page.rowsOf(found)) {
    if (row.closest('[data-queue]')) continue;
    const box = page.boxOf(row), drawn = page.factsOf(box), stands = fold.standing(drawn, row.dataset.row, all);
    const here = stands.length > 0, gone = fold.left(row.dataset.row, all);
    names += here;
    if (box.checked !== here) box.checked = here;
    mark(row, here && gone !== undefined && gone !== row.hasAttribute('data-left') ? gone ? 'left' : 'back' : here !== drawn.length > 0 ? here ? 'here' : 'not-here' : null);
  }
  const walkIns = fold.walkIns(all, id => found.querySelector(`[data-walk-ins] [data-row="${id}"]`));
  const count = fold.counted(page.drawnCount(found), page.countFactsOf(found), all);
  showCount(found, count);
  page.takeOver(found, state.way);
  page.filter(found);
  drawQueue(found, walkIns, names, fold.here(count, names + walkIns.length));
  keepTimer ??= setTimeout(() => {
    keepTimer = undefined;
    const current = form();
    state.kept = Date.now();
    if (current && mayKeep()) keep(current, [...state.answered.values()].map(seen => seen.fact)).catch(() => { /* opening without signal is a help, never a must */ });
  }, Math.max(0, state.kept + KEEP - Date.now()));
}

const mark = (row, waiting) => {
  if ((row.dataset.waiting ?? null) === waiting) return;
  if (waiting) row.dataset.waiting = waiting; else delete row.dataset.waiting;
};

function showCount(found, count) {
  const field = page.countOf(found), text = count === null ? '' : String(count);
  if (field && field !== document.activeElement && field.value !== text) field.value = text;
  const back = found.querySelector('[data-take-back]');
  if (back && back.hidden !== (count === null)) back.hidden = count === null;
}

function drawQueue(found, walkIns, names, here) {
  const area = found.querySelector('[data-queue]');
  if (!area) return;
  const waiting = state.entries.filter(live), refused = state.entries.filter(entry => entry.refused), gone = state.entries.filter(entry => entry.gone);
  if (!waiting.length) {
    clearTimeout(slowTimer);
    slowTimer = undefined;
    state.slow = false;
  } else if (!state.slow) {
    state.slow = sender.problem === 'no-signal' || navigator.onLine === false;
    slowTimer ??= setTimeout(() => {
      state.slow = true;
      show();
    }, SLOW);
  }
  draw(area, {
    waiting: waiting.length, unsaved: waiting.filter(entry => entry.memory).length, slow: state.slow, problem: sender.problem, here, said: state.said, warning: state.warning, gone: gone.length,
    walkIns: walkIns.map(fact => ({ id: fact.id, name: fact.name, facts: [fact.id], gone: Boolean(fold.left(fact.id, taps())) })),
    refused: refused.map(entry => ({ name: whose(found, entry.fact), sentence: entry.refused })),
  }, { dismissRefused: () => dismiss(found, refused), dismissGone: () => dismiss(found, gone) });
  document.dispatchEvent(new CustomEvent('register-shown', { detail: { here, walkIns: walkIns.filter(fact => !fold.left(fact.id, taps())), came: names + walkIns.length } }));
}

function whose(found, fact) {
  const row = fact.personId && found.querySelector(`[data-row="${fact.personId}"]`);
  return fact.name ?? (row ? page.nameOf(row) : null);
}

async function dismiss(found, entries) {
  await store.settle(entries.map(entry => entry.fact.id));
  (found.querySelector('[data-find]') ?? found.querySelector('input:not([type="hidden"])'))?.focus();
}

/** An answered tap is let go when the server's register shows it, or has had the time to. */
function forgetWhatIsDrawn(found) {
  if (found.dataset.kept) {
    state.answered.forEach(({ fact }) => bake(found, fact));
    state.answered.clear();
    return;
  }
  const drawn = new Set([...found.querySelectorAll('[data-facts]:not([data-queue] *)')].flatMap(page.factsOf));
  for (const [id, { fact, at }] of state.answered) {
    const seen = fact.kind === 'Undone' ? !drawn.has(fact.undoes) : fact.kind !== 'Left' && drawn.has(id);
    if (seen || Date.now() - at > SEEN) state.answered.delete(id);
  }
  if (state.answered.size) setTimeout(show, SEEN + 100);
}

/** Makes facts of a tap: shown at once, kept, then sent. */
export async function make(facts) {
  if (!facts.length) return;
  const entries = facts.map(fact => ({ viewer: viewer(), session: session(), fact }));
  entries.forEach(entry => state.adding.set(entry.fact.id, entry));
  state.entries = state.entries.concat(entries);
  show();
  await store.add(viewer(), session(), facts);
  facts.forEach(fact => state.adding.delete(fact.id));
  sender.send();
}

export function tick(row, box) {
  const id = row.dataset.row, stands = fold.standing(page.factsOf(box), id, taps());
  if (state.way === 'Left') return goHome(row, stands);
  if (stands.length) return make(stands.map(fact => tap('Undone', { undoes: fact })));
  const way = state.way === 'InRoom' ? {} : { way: state.way };
  if (!page.isWalkIn(row)) return make([tap('Arrived', { personId: id, ...way })]);
  return make([row.hasAttribute('data-nameless') ? tap('Arrived', way) : tap('WalkIn', { name: page.nameOf(row), ...way })]);
}

/** Who went home stays ticked: they came. Tapped again, they are back. */
function goHome(row, stands) {
  const id = row.dataset.row, walkIn = page.isWalkIn(row) || row.closest('[data-queue]');
  if (!stands.length) {
    say(`${page.nameOf(row)} is not ticked as here, so they cannot go home.`, true);
    return;
  }
  const gone = fold.left(id, taps()) ?? row.hasAttribute('data-left');
  if (!gone) return make([tap('Left', walkIn ? { undoes: id } : { personId: id })]);
  return walkIn ? show() : make([tap('Arrived', { personId: id })]);
}

/** Read aloud; a warning also stands on the page until the next word. */
export function say(text, warning = false) {
  Object.assign(state, { said: text, warning: warning ? text : '' });
  show();
}

export const chooseWay = way => {
  state.way = way;
  say('');
};

export const withCount = then => {
  const found = form(), all = taps(), drawn = page.countFactsOf(found);
  const names = page.rowsOf(found).filter(row => page.boxOf(row).checked).length;
  return then({ names, count: fold.counted(page.drawnCount(found), drawn, all), facts: fold.countFacts(drawn, all) });
};

function watch() {
  watching = true;
  new MutationObserver(changes => {
    if (changes.some(change => !change.target.closest?.('[data-queue]'))) bind();
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-facts', 'data-counted', 'data-open', 'data-left'] });
}

store.onChange(refresh);
sender.onTried(refresh);
