// From every page the help page is two taps away at most, without JavaScript and at 400 kbit/s; in Arabic that is walked.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { forEachPage } from './browser.mjs';
import { tags } from './html.mjs';
import { demoSite, filesBelow, languages, pages } from './site.mjs';

// links are the pages of this site that a page leads to.
function links(file) {
  const found = tags(readFileSync(join(demoSite, file), 'utf8')).filter(({ name, attributes }) => name === 'a' && attributes.href?.startsWith('/'));
  return found.map(({ attributes }) => attributes.href.split('#')[0]).filter((href) => href.endsWith('/')).map((href) => href.slice(1) + 'index.html');
}

test('help is two taps away from every page there is', () => {
  const files = filesBelow(demoSite, '.html').filter((file) => !file.endsWith('/signature.html')); // a file to copy from, and no page
  const help = new Set(languages.map(({ code }) => `${code}/help/index.html`));
  const one = new Set(files.filter((file) => help.has(file) || links(file).some((to) => help.has(to))));
  const far = files.filter((file) => !one.has(file) && !links(file).some((to) => one.has(to)));
  assert.deepEqual(far, [], 'pages from which help is more than two taps away');
});

forEachPage('help is reached on a slow line without JavaScript', async ({ page, entry, address, origin }) => {
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 });
  await page.goto(address);
  let taps = 0;
  for (; taps < 2 && new URL(page.url()).pathname !== '/ar/help/'; taps++) {
    const help = page.locator('a[href="/ar/help/"]').first();
    await ((await help.count()) ? help : page.locator('a[href="/ar/"]').first()).click();
    await page.waitForLoadState();
  }
  assert.equal(page.url(), `${origin}/ar/help/`, `${entry.name}: after ${taps} taps`);
}, { only: pages.filter(({ code, embed }) => ['ar', 'six'].includes(code) && !embed), context: { javaScriptEnabled: false, viewport: { width: 320, height: 640 }, hasTouch: true } });
