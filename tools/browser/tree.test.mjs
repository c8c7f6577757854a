// What a screen reader would say of the main pages, as text: the tree of roles and names, held to golden files. UPDATE=1 writes them.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forEachPage } from './browser.mjs';
import { pages } from './site.mjs';

forEachPage('what a screen reader would say', async ({ page, entry, address, origin }) => {
  await page.goto(address);
  const tree = (await page.locator('body').ariaSnapshot()).replaceAll(origin, '') + '\n';
  const file = fileURLToPath(new URL(`testdata/tree/${entry.kind}.${entry.code}.yml`, import.meta.url));
  if (process.env.UPDATE === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, tree);
  }
  assert.ok(existsSync(file), `${file} is missing; UPDATE=1 npm test writes it`);
  assert.equal(tree, readFileSync(file, 'utf8'), `${entry.name}: what a screen reader would say has changed; UPDATE=1 npm test writes it anew`);
}, { only: pages.filter(({ kind }) => ['home', 'help', 'calendar', 'event', 'choose'].includes(kind)) });
