// browser.mjs: one test for each page, with a tab of its own.
import { after, before, describe, it } from 'node:test';
import { executable, launch } from './chromium.mjs';
import { demoSite, pages, serve } from './site.mjs';

// Without a browser the tests are skipped, and say so; a machine that decides about a change must have one.
const skip = executable || process.env.CI === 'true' ? false : 'there is no Chromium here: make setup says how to get one';

// forEachPage runs check on each page of the site with examples, two at a time. check gets the tab, which shows nothing yet, the entry
// of the page, its whole address, and the browser. `context` holds Playwright's options of a tab, `browser` those of a browser.
export function forEachPage(subject, check, { context = {}, browser: options = {}, only = pages } = {}) {
  describe(subject, { concurrency: 2, skip }, () => {
    let site;
    let browser;
    before(async () => {
      site = await serve(demoSite);
      browser = await launch(options);
    });
    after(async () => {
      await browser?.close();
      site?.close();
    });
    for (const entry of only) {
      it(entry.name, { timeout: 60_000 }, async () => {
        const tab = await browser.newContext(context);
        try {
          const page = await tab.newPage();
          await check({ page, entry, address: site.origin + entry.path, origin: site.origin, browser });
        } finally {
          await tab.close();
        }
      });
    }
  });
}
