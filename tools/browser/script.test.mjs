// Without JavaScript every page shows the same text, but for what scripts have added and marked as added, and its links lead on.
import assert from 'node:assert/strict';
import { forEachPage } from './browser.mjs';
import { distinct } from './site.mjs';

forEachPage('the same without JavaScript', async ({ page, entry, address, browser }) => {
  const where = `${entry.code} ${entry.path}`;
  await page.goto(address);
  const without = await page.locator('body').innerText();
  const tab = await browser.newContext();
  try {
    const other = await tab.newPage();
    await other.goto(address);
    await other.evaluate(() => document.querySelectorAll('[data-added]').forEach((added) => added.remove()));
    assert.equal(without, await other.locator('body').innerText(), `${where}: text with and without JavaScript`);
  } finally {
    await tab.close();
  }
  assert.ok(await page.locator('h1').first().isVisible(), `${where}: heading`);
  if (entry.embed) return; // its links open beside the page that shows it
  const link = page.locator(entry.frame ? '.site-nav a' : '.choose__list a, .language-bar a').first();
  const href = await link.getAttribute('href');
  await link.click();
  await page.waitForURL((url) => url.pathname === href);
  await page.locator('h1').first().waitFor();
}, { context: { javaScriptEnabled: false }, only: distinct });
