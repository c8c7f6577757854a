// Every page carries its language and direction, only Arabic runs from right to left, and so does each text in another language.
import assert from 'node:assert/strict';
import { forEachPage } from './browser.mjs';
import { languages } from './site.mjs';

forEachPage('right lang and dir', async ({ page, entry, address }) => {
  await page.goto(address);
  const where = `${entry.code} ${entry.path}`;
  const html = page.locator('html');
  assert.equal(await html.getAttribute('lang'), entry.tag, `${where}: lang of html`);
  assert.equal(await html.getAttribute('dir'), entry.dir, `${where}: dir of html`);
  const wrong = await page.evaluate(() =>
    [...document.querySelectorAll('[lang]')].flatMap((element) => {
      const want = /^ar\b/.test(element.lang) ? 'rtl' : 'ltr';
      const got = getComputedStyle(element).direction;
      return got === want ? [] : [`lang=${element.lang} runs ${got}: ${element.outerHTML.replace(/\s+/g, ' ').slice(0, 160)}`];
    }));
  assert.ok(wrong.length === 0, `\n${where}: direction:\n${wrong.join('\n')}`);
  const bar = await page.evaluate((selector) => [...document.querySelectorAll(selector)].map((link) => [link.hreflang, link.getAttribute('href')]),
    '.language-bar a, .choose__list a');
  // A list in the frame of another site stays in the language that the site has chosen for it.
  assert.deepEqual(bar.map(([tag]) => tag), entry.embed ? [] : languages.map(({ tag }) => tag), `${where}: the six languages, in order`);
  if (entry.frame && entry.kind !== 'not-found') {
    assert.deepEqual(bar.map(([, href]) => href), languages.map(({ code }) => entry.path.replace(/^\/../, `/${code}`)), `${where}: leads to the same page`);
  }
});
