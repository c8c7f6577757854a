// What readers set for themselves does not break a page: wider spacing of text (WCAG 1.4.12), 400 % (1.4.10), less motion, forced
// colours, paper.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forEachPage } from './browser.mjs';
import { pages } from './site.mjs';

// cut lists the texts that a box hides, and what stands outside the screen.
function cut() {
  const found = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} px wide, the screen ${width}`);
  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    const hides = [style.overflowX, style.overflowY].some((overflow) => ['hidden', 'clip'].includes(overflow));
    if (hides && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1)) found.push(`cut off: ${element.outerHTML.slice(0, 120)}`);
  }
  return found;
}

async function whole(page, entry) {
  const found = await page.evaluate(cut);
  assert.ok(found.length === 0, '\n' + found.map((what) => `${entry.name}: ${what}`).join('\n'));
}

forEachPage('text with wider spacing', async ({ page, entry, address }) => {
  await page.goto(address);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
    document.adoptedStyleSheets = [sheet];
  });
  await whole(page, entry);
}, { context: { viewport: { width: 320, height: 640 } } });

// 400 % of a window of 1280 by 1024 px leaves 320 by 256.
forEachPage('400 %', async ({ page, entry, address }) => {
  await page.goto(address);
  await whole(page, entry);
}, { context: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }, only: pages.filter(({ kind }) => ['home', 'help', 'event', 'calendar'].includes(kind)) });

forEachPage('less motion', async ({ page, entry, address }) => {
  await page.goto(address);
  const moving = await page.evaluate(() => document.getAnimations().length + [...document.querySelectorAll('*')].filter((element) => {
    const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
    return animationName !== 'none' || Number.parseFloat(transitionDuration) > 0 || scrollBehavior === 'smooth';
  }).length);
  assert.equal(moving, 0, `${entry.name}: something moves`);
}, { context: { reducedMotion: 'reduce' }, only: pages.filter(({ code }) => ['ar', 'six'].includes(code)) });

forEachPage('forced colours', async ({ page, entry, address }) => {
  await page.goto(address);
  const bare = await page.evaluate(() => [...document.querySelectorAll('.notice, .exit__link, .standing, .empty, .home > ul > li')]
    .filter((element) => Number.parseFloat(getComputedStyle(element).borderBlockStartWidth) === 0).map((element) => element.outerHTML.slice(0, 120)));
  assert.deepEqual(bare, [], `${entry.name}: told by colour alone`);
}, { context: { forcedColors: 'active' }, only: pages.filter(({ code }) => ['ar', 'zh', 'ru'].includes(code)) });

const pdftotext = spawnSync('pdftotext', ['-v']).error === undefined;
if (!pdftotext && process.env.CI === 'true') throw new Error('pdftotext is missing: make setup gets it (poppler-utils)');

forEachPage('on paper', async ({ page, entry, address }) => {
  await page.goto(address);
  const said = (await page.locator('h1').first().innerText()).trim();
  const file = join(mkdtempSync(join(tmpdir(), 'july30-')), 'page.pdf');
  try {
    await page.pdf({ path: file, format: 'A4' });
    if (!pdftotext) return;
    const text = execFileSync('pdftotext', ['-enc', 'UTF-8', file, '-'], { encoding: 'utf8' }).normalize('NFKC').replace(/\s+/g, ' ');
    const shown = (words) => text.replace(/ /g, '').includes(words.normalize('NFKC').replace(/\s+/g, ''));
    // A PDF keeps the letters of Arabic in the order of their shapes; there the length of the text has to do.
    if (entry.dir === 'ltr') {
      assert.ok(shown(said), `${entry.name}: the heading ${said} is not on paper:\n${text.slice(0, 400)}`);
      for (const selector of ['.exit__link', '.skip-link', '.site-nav a']) {
        const words = await page.locator(selector).first().evaluate((element) => element.textContent);
        if (selector !== '.site-nav a') assert.ok(!shown(words), `${entry.name}: ${words}, which one can only click, is on paper`);
      }
    }
    assert.ok(text.length > 200, `${entry.name}: the paper says ${text}`);
  } finally {
    rmSync(join(file, '..'), { recursive: true });
  }
}, { only: pages.filter(({ kind, frame }) => frame && ['help', 'resolution', 'event'].includes(kind)) });
