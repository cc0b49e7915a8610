// Today's register as it lies on this device for opening without signal: the form that Blazor drew, sealed.
import * as store from './store.js';
import { here, now } from './clock.js';
import { boxOf, factsOf, make, rowsOf } from './page.js';

/** Keeps what is drawn, with the taps that the server has taken and Blazor has not drawn yet. */
export async function keep(form, answered) {
  const { viewer, register, until, open } = form.dataset;
  if (open !== 'true' || !until || Number(until) <= now()) return;
  const copy = form.cloneNode(true);
  copy.querySelectorAll('input[type="hidden"]').forEach(field => field.remove());
  copy.querySelector('[data-queue]')?.replaceChildren();
  copy.querySelectorAll('li[data-row]').forEach(row => {
    row.hidden = false;
    delete row.dataset.waiting;
  });
  answered.forEach(fact => bake(copy, fact));
  rowsOf(copy).forEach(row => boxOf(row).toggleAttribute('checked', factsOf(boxOf(row)).length > 0));
  copy.querySelectorAll('input[data-count], input[data-walk-in], input[data-find]').forEach(field => field.removeAttribute('value'));
  const was = form.dataset.kept;
  copy.dataset.kept = was ?? new Date(now()).toISOString();
  const content = { title: document.querySelector('h1')?.textContent.trim(), lead: document.querySelector('.lead')?.textContent.trim(), html: copy.outerHTML, start: Number(form.dataset.now) };
  await store.keepDay(viewer, register, here(Number(until)), content);
}

/** Writes a tap that the server took into the elements of a register that Blazor does not draw. */
export function bake(form, fact) {
  if (fact.kind === 'Undone') return takeBack(form, fact.undoes);
  const row = form.querySelector(`[data-row="${fact.personId ?? fact.undoes}"]`);
  if (fact.kind === 'Arrived' && row) {
    addFact(boxOf(row), fact.id);
    row.removeAttribute('data-left');
  } else if (fact.kind === 'Left' && row) row.setAttribute('data-left', '');
  else if (fact.kind === 'WalkIn') form.querySelector('[data-walk-ins]')?.append(walkIn(fact));
  else if (fact.kind === 'Headcount') {
    const back = form.querySelector('[data-take-back]');
    if (back) addFact(back, fact.id);
    form.querySelector('[data-count]')?.setAttribute('data-counted', fact.count);
  }
}

const addFact = (element, id) => { element.dataset.facts = [...new Set([...factsOf(element), id])].join(' '); };

function takeBack(form, id) {
  for (const element of form.querySelectorAll(`[data-facts~="${id}"]`)) {
    element.dataset.facts = factsOf(element).filter(fact => fact !== id).join(' ');
    if (!element.dataset.facts) element.closest('[data-walk-ins] [data-row]')?.remove();
  }
}

function walkIn(fact) {
  const box = make('input', { type: 'checkbox', name: 'Here', value: fact.id, id: `tick-${fact.id}` });
  box.dataset.facts = fact.id;
  const row = make('li', {}, make('label', { className: 'check-row' }, box, make('span', { className: 'who' }, make('span', { dir: 'auto' }, fact.name))));
  row.dataset.row = fact.id;
  return row;
}
