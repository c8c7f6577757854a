// screenshots.mjs OUTDIR: pictures of the pages under test for people to look at: six languages, on a phone and on a desktop, light and
// dark, each whole. They are of the site with examples that make test has built.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './chromium.mjs';
import { demoSite, pages, serve } from './site.mjs';

const [out] = process.argv.slice(2);
if (!out) {
  console.error('which folder shall hold the pictures? npm run screenshots -- OUTDIR');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const site = await serve(demoSite);
const browser = await launch();
try {
  for (const width of [320, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      const tab = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      const page = await tab.newPage();
      for (const { kind, code, path } of pages) {
        await page.goto(site.origin + path);
        await page.screenshot({ path: join(out, `${kind}.${code}.${width}.${colorScheme}.png`), fullPage: true });
      }
      await tab.close();
    }
  }
} finally {
  await browser.close();
  site.close();
}
console.log(`${pages.length * 4} pictures in ${out}`);
