// No page says anything in the console, asks another host for anything, or keeps anything on the reader's machine.
import assert from 'node:assert/strict';
import { forEachPage } from './browser.mjs';
import { pages } from './site.mjs';

// An address that does not exist is answered with 404 and the page for it, which Chromium notes in the console; nothing else may be there.
const unknown = { name: 'an unknown address', kind: 'unknown', code: 'six', path: '/en/nothing/here/', status: 404 };

forEachPage('nothing in the console, from elsewhere, or kept', async ({ page, entry, address, origin }) => {
  const found = [];
  const find = (rule, what) => found.push(`${entry.code} ${entry.path}: ${rule}: ${what}`);
  page.on('console', (message) => {
    if (entry.status === 404 && message.text().includes('404') && message.location().url === address) return;
    find(`console ${message.type()}`, message.text());
  });
  page.on('pageerror', (error) => find('script', error.message));
  page.on('requestfailed', (request) => find('request failed', request.url()));
  page.on('response', (response) => {
    if (response.status() >= 400 && response.url() !== address) find(`status ${response.status()}`, response.url());
  });
  // What goes elsewhere is noted and stopped: a test sends nothing to anybody.
  await page.route((url) => url.origin !== origin, (route) => {
    find('request to another host', route.request().url());
    return route.abort();
  });
  const response = await page.goto(address, { waitUntil: 'networkidle' });
  if (response.status() !== (entry.status ?? 200)) find('status', response.status());
  if (response.headers()['set-cookie']) find('cookie', response.headers()['set-cookie']);
  for (const cookie of await page.context().cookies()) find('cookie', cookie.name);
  const kept = await page.evaluate(async () => ({
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    indexedDB: (await indexedDB.databases()).map((database) => database.name),
    caches: await caches.keys(),
    serviceWorkers: (await navigator.serviceWorker.getRegistrations()).map((worker) => worker.scope),
  }));
  for (const [place, names] of Object.entries(kept)) for (const name of names) find(place, name);
  assert.ok(found.length === 0, '\n' + found.join('\n'));
}, { only: [...pages, unknown] });
