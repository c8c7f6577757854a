// browser.mjs: Chromium, and one test for each page with a tab of its own.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium } from 'playwright-core';
import { demoSite, pages, root, serve } from './site.mjs';

// executable is the Chromium that make setup found.
const note = join(root, 'build', 'chromium');
const executable = existsSync(note) && readFileSync(note, 'utf8').trim();

// launch takes Playwright's options, and as `extra` more arguments for Chromium.
export async function launch({ extra = [], ...options } = {}) {
  if (!executable) throw new Error('there is no Chromium: make setup gets one');
  return chromium.launch({
    executablePath: executable,
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync', ...extra,
    ],
    ...options,
  });
}

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
