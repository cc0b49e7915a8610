// Stands before the link and is waited for: whoever sees the link can leave this way.
// Leaving replaces this page in the browser's history, so that "back" does not return to it. Without scripts the link still leaves.
// Three presses of Shift alone within five seconds leave as well, for hands that are on the keys.
const exitOf = element => element.closest('a.btn-exit');

function leave(exit) {
  document.documentElement.hidden = true; // at once, however slow the line is
  location.replace(exit.href);
}

document.addEventListener('click', event => {
  const exit = exitOf(event.target);
  if (!exit || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  leave(exit);
});

let isAlone = false, presses = [];
document.addEventListener('keydown', event => {
  if (event.key !== 'Shift') presses = [];
  isAlone = event.key === 'Shift' && !event.ctrlKey && !event.altKey && !event.metaKey;
}, true);
document.addEventListener('keyup', event => {
  if (event.key !== 'Shift' || !isAlone) return;
  isAlone = false;
  presses = [...presses, event.timeStamp].filter(at => event.timeStamp - at < 5000);
  const exit = presses.length === 3 && document.querySelector('a.btn-exit');
  if (exit) leave(exit);
}, true);
document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('a.btn-exit').forEach(exit => { exit.title = exit.dataset.keys; }));

// A page that the browser kept for "back" is asked for anew: somebody may have left it.
addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
