// Leaving replaces this page in the browser's history, so that "back" does not return to it. Without scripts the link still leaves.
document.addEventListener('click', event => {
  const exit = event.target.closest('a.btn-exit');
  if (!exit || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  location.replace(exit.href);
});
