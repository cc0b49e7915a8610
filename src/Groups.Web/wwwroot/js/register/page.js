// The board's elements, by the names the page and the scripts agreed on. Blazor draws them; only what stands in [data-queue] is drawn here.
const words = text => (text ?? '').split(/\s+/).filter(Boolean);

export const findForm = () => document.querySelector('form[data-register]');

export const rowsOf = form => [...form.querySelectorAll('li[data-row]')];

export const rowOf = element => element.closest('li[data-row]');

export const boxOf = row => row.querySelector('input[type="checkbox"]');

export const factsOf = element => words(element?.dataset.facts);

export const isWalkIn = row => Boolean(row.closest('[data-walk-ins]'));

export const nameOf = row => (row.querySelector('[data-name]') ?? row.querySelector('.who > :first-child') ?? row).textContent.trim();

export const countOf = form => form.querySelector('input[data-count]');

/** The server's last headcount: drawn as an attribute, because the field itself may hold what is being typed. */
export const drawnCount = form => {
  const text = countOf(form)?.dataset.counted;
  return text ? Number(text) : null;
};

export const countFactsOf = form => factsOf(form.querySelector('[data-take-back]'));

export const isOpen = form => form.dataset.open === 'true';

const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Shows the rows whose name, or a word of it, begins with what is typed, so that Enter after “Na” ticks Nasreen and not Catriona; answers them. */
export function filter(form) {
  const typed = plain(form.querySelector('[data-find]')?.value.trim() ?? '');
  return rowsOf(form).filter(row => {
    const fits = !typed || ` ${plain(nameOf(row))}`.includes(` ${typed}`);
    if (row.hidden === fits) row.hidden = !fits;
    return fits;
  });
}

/** What scripts do, the page without scripts does in another way. */
export function takeOver(form, way) {
  const show = (selector, shown) => form.querySelectorAll(selector).forEach(element => {
    if (element.hidden === shown) element.hidden = !shown;
  });
  show('[data-save]', false);
  show('[data-needs-scripts]', true);
  show('[data-ways]', isOpen(form) && form.dataset.names === 'true');
  form.querySelectorAll('[data-way]').forEach(radio => {
    const chosen = radio.dataset.way === way;
    if (radio.checked !== chosen) radio.checked = chosen;
  });
  if (way !== 'InRoom') form.querySelector('[data-ways]').open = true;
}

/** A small element. */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
