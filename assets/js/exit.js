// exit.js: the way out takes the page out of sight before the browser turns to the other one, and leaves no entry of this page behind
// the Back button. Three presses of the Shift key within five seconds do the same. Without it the link works as any link does; no
// version hides where a reader has been, and the page the link explains itself on says so.
const link = document.querySelector('[data-exit]');
const withinMilliseconds = 5000;

if (link) {
  const status = document.createElement('span');
  status.className = 'exit__status';
  status.setAttribute('role', 'status');
  link.after(status);

  const leave = () => {
    document.documentElement.classList.add('leaving');
    document.title = link.dataset.leaving;
    location.replace(link.href);
  };
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });

  let presses = [];
  const writing = (target) => target instanceof Element && target.closest('input, textarea, select, [contenteditable]');
  addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || writing(event.target)) {
      presses = [];
      return;
    }
    const now = performance.now();
    presses = [...presses.filter((time) => now - time < withinMilliseconds), now];
    if (presses.length >= 3) leave();
    else status.textContent = presses.length === 2 ? link.dataset.shiftOne : link.dataset.shiftTwo;
  });
}
