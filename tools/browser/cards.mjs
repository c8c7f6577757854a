// cards.mjs DIR: Chromium draws the SVG files of a folder as PNG, in as many tabs as there are processors, and says how many a second. The
// benchmark of the cards sets its figure beside ours.
import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { launch } from './chromium.mjs';

const [dir] = process.argv.slice(2);
const cards = readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'));
const browser = await launch();
try {
  const tabs = await Promise.all(Array.from({ length: availableParallelism() }, async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
    await page.setContent('<!doctype html><style>body { margin: 0 } svg { display: block }</style><main></main>');
    return page;
  }));
  const left = cards.values();
  const draw = async (page) => {
    for (const card of left) {
      await page.evaluate((svg) => { document.querySelector('main').innerHTML = svg; }, card);
      await page.screenshot();
    }
  };
  await tabs[0].screenshot(); // the first takes longer
  const start = performance.now();
  await Promise.all(tabs.map(draw));
  console.log(JSON.stringify({ perSecond: (cards.length * 1000) / (performance.now() - start) }));
} finally {
  await browser.close();
}
