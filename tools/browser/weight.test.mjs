// No page weighs more than its budget (budget.json), and each is there after three requests at most. A picture that comes only when a reader
// gets near it has a budget of its own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { test } from 'node:test';
import { tags } from './html.mjs';
import { demoSite, pages } from './site.mjs';

const budget = JSON.parse(readFileSync(new URL('budget.json', import.meta.url), 'utf8'));
const read = (path) => readFileSync(join(demoSite, path.endsWith('/') ? path + 'index.html' : path));

// loads lists what a page asks for besides itself: whatever a browser fetches without a tap.
function loads(html) {
  const found = [];
  for (const { name, attributes } of tags(html)) {
    if (name === 'link' && ['stylesheet', 'preload', 'icon'].includes(attributes.rel)) found.push({ path: attributes.href, icon: attributes.rel === 'icon' });
    if (['script', 'img', 'source', 'iframe', 'video', 'audio'].includes(name) && attributes.src) found.push({ path: attributes.src, later: attributes.loading === 'lazy' });
  }
  return found;
}

for (const { name, kind, path } of pages) {
  test(`weight of ${name}`, () => {
    const html = read(path);
    const all = loads(html.toString('utf8'));
    const found = all.filter(({ later }) => !later);
    for (const { path } of all.filter(({ later }) => later)) {
      const size = read(path).length;
      assert.ok(size <= budget.picture, `${name}: the picture ${path} has ${size} bytes, its budget is ${budget.picture}`);
    }
    const weight = [html, ...found.map(({ path }) => read(path))].reduce((sum, data) => sum + gzipSync(data).length, 0);
    const most = budget.kinds[kind] ?? budget.default;
    assert.ok(weight <= most, `${name} weighs ${weight} bytes, its budget is ${most}`);
    const requests = 1 + found.filter(({ icon }) => !icon).length;
    assert.ok(requests <= budget.requests, `${name} takes ${requests} requests`);
    const blocking = tags(html.toString('utf8')).filter(({ name, attributes }) => name === 'link' && attributes.rel === 'stylesheet' || name === 'script' && attributes.src && attributes.type !== 'module');
    assert.equal(blocking.length, 1, `${name}: nothing but one style sheet keeps the page from being shown`);
  });
}
