// What a person typed or ticked before the circuit was up is kept and replayed: taking over replaces the elements.
// A tick in a register is only put back: the register's own scripts made a tap of it already.
(() => {
  const early = new Map();
  const keep = field => {
    const island = field.closest?.('[data-live="waiting"]');
    if (island && field.id) early.set(field.id, { checked: field.checked, value: field.value });
  };
  document.querySelectorAll('[data-live="waiting"] :is(input, textarea)').forEach(field => {
    if (field.checked !== field.defaultChecked || field.value !== field.defaultValue) keep(field);
  });
  document.addEventListener('input', event => keep(event.target), true);
  let focused;
  document.addEventListener('focusin', event => {
    if (event.target.closest('[data-live="waiting"]')) focused = event.target.id;
  }, true);
  new MutationObserver(changes => {
    if (!changes.some(change => document.querySelector('[data-live="ready"]'))) return;
    for (const [id, was] of early) {
      const field = document.getElementById(id);
      if (!field?.closest('[data-live="ready"]')) continue;
      early.delete(id);
      if (field.checked === was.checked && field.value === was.value) continue;
      field.checked = was.checked;
      if (field.type !== 'checkbox' && field.type !== 'radio') field.value = was.value;
      else if (field.form?.dataset.register) continue;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
    focused = undefined;
  }).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ['data-live'] });
})();

// A link within the page moves the focus and nothing else: Blazor would fetch the page again and lose what is typed.
document.addEventListener('click', event => {
  const link = event.target.closest('a[href*="#"]');
  if (!link || link.pathname !== location.pathname || link.search !== location.search || event.ctrlKey || event.metaKey) return;
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  target.closest('.field')?.scrollIntoView({ block: 'start' });
  if (target.tabIndex < 0 && !target.hasAttribute('tabindex')) target.tabIndex = -1;
  target.focus({ preventScroll: Boolean(target.closest('.field')) });
}, true);
