// The first Tab reaches the link past the header, which then shows, and Enter moves on to the main part.
import assert from 'node:assert/strict';
import { forEachPage } from './browser.mjs';
import { distinct } from './site.mjs';

// active describes the element that has the focus, and whether all of it can be seen.
function active() {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return {
    what: `${element.localName}${element.id && '#' + element.id}${element.className && '.' + element.className}`,
    href: element.getAttribute('href'),
    inMain: element.closest('main') !== null,
    visible: box.width > 0 && box.height > 0 && box.top >= 0 && box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight &&
      style.visibility === 'visible' && Number(style.opacity) > 0,
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}

forEachPage('first Tab', async ({ page, entry, address }) => {
  const where = `${entry.code} ${entry.path}`;
  await page.goto(address);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(active);
  assert.ok(first.visible, `${where}: ${first.what} has the focus and is not seen`);
  assert.ok(first.outlined, `${where}: ${first.what} has the focus and does not show it`);
  if (!entry.frame) {
    assert.ok(first.inMain, `${where}: without a header the first Tab reaches the main part, not ${first.what}`);
    return;
  }
  assert.equal(first.href, '#main', `${where}: the first Tab reaches ${first.what}`);
  await page.keyboard.press('Enter');
  const target = await page.evaluate(active);
  assert.equal(target.what, 'main#main', `${where}: focus after the skip link`);
  if (await page.locator('main a').count() === 0) return;
  await page.keyboard.press('Tab');
  const next = await page.evaluate(active);
  assert.ok(next.inMain, `${where}: the Tab after it reaches ${next.what}`);
}, { only: distinct });
