// Every page of the finished site is valid HTML for the Nu Html Checker (vnu), which also reads the style sheet.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { demoSite, filesBelow } from './site.mjs';

const jar = join(createRequire(import.meta.url).resolve('vnu-jar/package.json'), '../build/dist/vnu.jar');
const java = spawnSync('java', ['-version']).status === 0;
const skip = java || process.env.CI === 'true' ? false : 'there is no Java here: make setup says how to get one';

// The checker reads files, whose address is not that of a site: what it says of the policy of such a page is true of no reader's.
const ofFiles = 'Resource violates Content Security Policy';
// Nor is a block of data a script that a policy speaks of (HTML, 4.12.1.1); that there are no other inline scripts, TestPolicy proves.
const ofData = 'Inline script violates Content Security Policy';

test('vnu finds nothing', { skip, timeout: 300_000 }, async () => {
  const pages = filesBelow(demoSite, '.html');
  assert.ok(pages.length > 100, `${pages.length} pages in ${demoSite}`);
  const { stderr, error } = spawnSync('java', ['-jar', jar, '--format', 'json', '--also-check-css', '--also-check-svg', '--skip-non-html', demoSite], { maxBuffer: 1 << 28 });
  if (error) throw error;
  const found = JSON.parse(stderr).messages.filter(({ message }) => !message.startsWith(ofFiles) && !message.startsWith(ofData));
  assert.ok(found.length === 0, '\n' + found.map(({ url, lastLine, message }) => `${url.slice(url.indexOf(demoSite) + demoSite.length + 1)}:${lastLine}: ${message}`).join('\n'));
});
