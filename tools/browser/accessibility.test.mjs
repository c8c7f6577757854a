// Every page passes axe-core, by WCAG 2.2 A and AA and by good practice, in light; in dark, where nothing else differs, by the rules on colour.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { forEachPage } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

forEachPage('axe finds nothing', async ({ page, entry, address }) => {
  await page.goto(address);
  await page.evaluate(axe);
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(([values, dark]) => {
      const ofColour = globalThis.axe.getRules(values).filter((rule) => rule.tags.includes('cat.color')).map((rule) => rule.ruleId);
      return globalThis.axe.run(document, { runOnly: dark ? { type: 'rule', values: ofColour } : { type: 'tag', values } });
    }, [tags, colorScheme === 'dark']);
    for (const rule of violations) {
      for (const node of rule.nodes) {
        found.push(`${entry.code} ${entry.path} ${colorScheme}: ${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`);
      }
    }
  }
  assert.ok(found.length === 0, '\n' + found.join('\n'));
});
