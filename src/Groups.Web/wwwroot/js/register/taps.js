// Where taps come from: the board's boxes, fields and buttons.
import { chooseWay, make, say, tick, withCount } from './board.js';
import * as page from './page.js';
import { tap } from './clock.js';

const NOBODY = 'Nobody of this name is on the list. Add them below.';

const inBoard = element => element.closest?.('form[data-register]');

document.addEventListener('change', event => {
  const { target } = event;
  if (!inBoard(target)) return;
  if (target.matches('[data-count]')) return typeCount(target);
  if (!event.isTrusted) return; // put back after the circuit took over: a tap was made of it already
  const row = page.rowOf(target);
  if (row && target.type === 'checkbox') tick(row, target);
  else if (target.matches('[data-way]')) chooseWay(target.dataset.way);
});

document.addEventListener('input', event => {
  if (inBoard(event.target) && event.target.matches('[data-find]')) sayFound(inBoard(event.target));
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.isComposing || !inBoard(event.target) || !event.target.matches('[data-find]')) return;
  event.preventDefault();
  tickFirst(inBoard(event.target), event.target);
});

document.addEventListener('submit', event => {
  const form = inBoard(event.target);
  if (!form) return;
  event.preventDefault();
  const field = form.querySelector('[data-walk-in]'), name = field?.value.trim();
  if (!name) return;
  field.value = '';
  field.focus();
  make([tap('WalkIn', { name: name.slice(0, 100), ...wayNow(form) })]);
  say(`${name} is here.`);
}, true);

document.addEventListener('click', event => {
  const form = inBoard(event.target);
  if (!form) return;
  const step = event.target.closest('[data-step]');
  if (step) withCount(now => count(now, Math.max(now.count ?? 0, now.names) + Number(step.dataset.step)));
  else if (event.target.closest('[data-take-back]')) {
    withCount(takeBack);
    page.countOf(form)?.focus();
  }
});

function wayNow(form) {
  const way = form.querySelector('[data-way]:checked')?.dataset.way;
  return way === 'Online' || way === 'Phone' ? { way } : {};
}

function sayFound(form) {
  const typed = form.querySelector('[data-find]').value.trim(), found = page.filter(form);
  say(!typed ? '' : found.length ? `${found.length} of this name.` : NOBODY, Boolean(typed) && !found.length);
}

/** As typing in a paper register: a few letters, Enter, the next name. */
function tickFirst(form, field) {
  const found = page.filter(form).filter(row => !page.boxOf(row).disabled && !row.closest('[data-queue]'));
  const row = found.find(each => !page.boxOf(each).checked);
  if (!field.value.trim()) return;
  if (!row) return say(found.length ? `${page.nameOf(found[0])} is ticked already.` : NOBODY, true);
  field.value = '';
  page.filter(form);
  tick(row, page.boxOf(row));
  say(`${page.nameOf(row)} is here.`);
}

function typeCount(field) {
  const typed = field.value.trim();
  if (typed !== '' && !/^\d{1,3}$/.test(typed)) return say('Write the headcount as a number, such as 12.', true);
  withCount(now => Number(typed) === (now.count ?? 0) ? null : count({ ...now, names: 0 }, Number(typed)));
}

/** A count that is not above the names says nothing. */
const count = (now, wanted) => wanted > now.names ? make([tap('Headcount', { count: Math.min(wanted, 500) })]) : takeBack(now);

const takeBack = now => make(now.facts.map(fact => tap('Undone', { undoes: fact })));
