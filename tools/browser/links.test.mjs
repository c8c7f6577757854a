// Every link within the site, in every page of both builds, leads to a file that is there, and to a place in it that is there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tags } from './html.mjs';
import { demoSite, filesBelow, plainSite } from './site.mjs';

const places = ['href', 'src', 'srcset', 'poster', 'action'];

for (const [name, site] of [['plain', plainSite], ['demo', demoSite]]) {
  test(`links of the ${name} build`, () => {
    const pages = new Map(filesBelow(site, '.html').map((file) => [file, tags(readFileSync(join(site, file), 'utf8'))]));
    // What the site calls itself: the address of the page that offers the six languages.
    const base = pages.get('index.html').find((tag) => tag.attributes.rel === 'canonical').attributes.href;
    const found = [];
    for (const [file, all] of pages) {
      const here = new URL(file.replace(/index\.html$/, ''), base);
      const ids = all.map((tag) => tag.attributes.id).filter(Boolean);
      for (const id of ids.filter((id, i) => ids.indexOf(id) !== i)) found.push(`${file}: id ${id} stands twice`);
      for (const tag of all) {
        for (const place of places.filter((place) => place in tag.attributes)) {
          const value = tag.attributes[place];
          const target = new URL(value, here);
          if (!target.href.startsWith(base)) continue;
          const broken = lands(site, pages, target.pathname.slice(new URL(base).pathname.length), target.hash.slice(1));
          if (broken) found.push(`${file}: ${tag.name} ${place}="${value}": ${broken}`);
        }
      }
    }
    assert.ok(found.length === 0, '\n' + found.join('\n'));
  });
}

// lands says why an address of the site, as a path from its root and a fragment, does not land, or nothing.
function lands(site, pages, path, fragment) {
  const file = decodeURIComponent(path).replace(/(^|\/)$/, '$1index.html');
  if (!existsSync(join(site, file)) || !statSync(join(site, file)).isFile()) return `there is no ${file}`;
  const id = decodeURIComponent(fragment);
  if (id && !pages.get(file)?.some((tag) => tag.attributes.id === id)) return `${file} has no id ${id}`;
  return '';
}
