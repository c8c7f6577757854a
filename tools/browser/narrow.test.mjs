// Nothing is wider than the screen: not on a phone of 320 px, and not beside the scroll bar of a desktop.
import assert from 'node:assert/strict';
import { forEachPage } from './browser.mjs';
import { pages } from './site.mjs';

// wide lists what stands beyond either edge, but for what is inside a box that scrolls by itself.
function wide() {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) return true;
    }
    return false;
  };
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} px wide, the screen ${width}`);
  for (const element of document.body.querySelectorAll('*')) {
    const { left, right } = element.getBoundingClientRect();
    if ((left < -0.5 || right > width + 0.5) && !scrolls(element)) {
      found.push(`from ${left.toFixed(1)} to ${right.toFixed(1)} of ${width} px: ${element.outerHTML.replace(/\s+/g, ' ').slice(0, 120)}`);
    }
  }
  return found;
}

async function check({ page, entry, address }) {
  await page.goto(address);
  const found = await page.evaluate(wide);
  assert.ok(found.length === 0, '\n' + found.map((what) => `${entry.code} ${entry.path}: ${what}`).join('\n'));
}

forEachPage('nothing wider than 320 px', check, { context: { viewport: { width: 320, height: 640 } } });

// A scroll bar takes its width from the window and not from 100vw. Widths of text play no part in that: one language a direction will do.
forEachPage('nothing wider than a window with a scroll bar', check, {
  context: { viewport: { width: 1280, height: 720 } },
  browser: { ignoreDefaultArgs: ['--hide-scrollbars'] },
  only: pages.filter(({ code }) => ['ar', 'en', 'six'].includes(code)),
});
