// copy.js: buttons that copy an address or a citation. They show only where the browser can copy, and say what happened.
const buttons = document.querySelectorAll('[data-copy]');

if (buttons.length && navigator.clipboard) {
  const status = document.createElement('span');
  status.className = 'copy-status';
  status.setAttribute('role', 'status');
  document.getElementById('main').append(status);
  for (const button of buttons) {
    button.hidden = false;
    button.dataset.added = '';
    button.addEventListener('click', async () => {
      status.textContent = '';
      const { copied, failed } = button.closest('[data-copied]').dataset;
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        status.textContent = copied;
      } catch {
        status.textContent = failed;
      }
    });
  }
}
