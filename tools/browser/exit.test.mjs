// The way out: it works as a link without JavaScript; with it, the page is out of sight before the browser turns away and the Back button
// does not bring it again; three presses of Shift do the same; it covers little of a small screen.
import assert from 'node:assert/strict';
import { forEachPage } from './browser.mjs';
import { pages } from './site.mjs';

const only = pages.filter(({ kind, frame }) => frame && ['help', 'rights', 'home'].includes(kind));

// away answers for the site that the way out leads to, and tells what it was asked.
async function away(page) {
  const asked = [];
  await page.context().route(/^https:/, (route) => {
    asked.push({ url: route.request().url(), referer: route.request().headers().referer });
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Weather</title><p>Weather' });
  });
  return asked;
}

const exit = '.exit__link';

forEachPage('the way out as a link', async ({ page, entry, address }) => {
  const asked = await away(page);
  await page.goto(address);
  const target = await page.locator(exit).getAttribute('href');
  assert.equal(new URL(target).pathname.split('/')[1], entry.code, `${entry.name}: the target is in the page's language`);
  await page.locator(exit).click();
  await page.waitForURL(target);
  assert.deepEqual(asked, [{ url: target, referer: undefined }], `${entry.name}: one request, which does not say where it comes from`);
}, { only, context: { javaScriptEnabled: false } });

forEachPage('the way out and Back', async ({ page, entry, address, origin }) => {
  await away(page);
  await page.goto(`${origin}/${entry.code}/about/`);
  await page.goto(address);
  await page.evaluate(() => {
    window.order = [];
    new MutationObserver(() => window.order.push('hidden')).observe(document.documentElement, { attributeFilter: ['class'] });
    navigation.addEventListener('navigate', () => sessionStorage.setItem('seen', document.documentElement.className));
  });
  await page.locator(exit).click();
  await page.waitForURL(/^https:/);
  await page.goBack();
  assert.notEqual(page.url(), address, `${entry.name}: Back shows the page that was left`);
  assert.equal(await page.evaluate(() => sessionStorage.getItem('seen')), 'leaving', `${entry.name}: the page is out of sight before the browser turns away`);
}, { only });

forEachPage('the way out by Shift', async ({ page, entry, address }) => {
  await away(page);
  await page.goto(address);
  const status = page.locator('.exit__status');
  assert.equal(await status.getAttribute('role'), 'status');
  await page.keyboard.press('ShiftLeft');
  const first = await status.textContent();
  await page.keyboard.press('a');
  await page.keyboard.press('ShiftRight');
  assert.equal(await status.textContent(), first, `${entry.name}: another key begins the count anew`);
  await page.keyboard.press('ShiftLeft');
  assert.notEqual(await status.textContent(), first, `${entry.name}: the second press is announced`);
  await page.keyboard.press('ShiftRight');
  await page.waitForURL(/^https:/);
}, { only });

forEachPage('the way out on a small screen', async ({ page, entry, address }) => {
  await page.goto(address);
  const height = (await page.locator('.exit').boundingBox()).height;
  assert.ok(height <= 256 * 0.2, `${entry.name}: the way out takes ${height} of 256 px`);
  const links = await page.locator('a').count();
  for (let i = 0; i < links + 2; i++) {
    await page.keyboard.press('Tab');
    const covered = await page.evaluate(() => {
      const element = document.activeElement;
      const bar = document.querySelector('.exit');
      if (element === document.body || bar.contains(element) || element.matches('.skip-link')) return '';
      const box = element.getBoundingClientRect();
      return box.bottom <= bar.getBoundingClientRect().bottom && box.bottom > 0 ? element.outerHTML.slice(0, 120) : '';
    });
    assert.equal(covered, '', `${entry.name}: the way out covers what has the focus`);
  }
}, { only: only.filter(({ kind }) => kind === 'help'), context: { viewport: { width: 320, height: 256 } } });
