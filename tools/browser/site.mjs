// site.mjs: the built sites that the tests read, a small server for them, and the pages that are tested.
//
// The tests run with Node's own runner and drive Chromium with playwright-core; the checkers of accessibility (axe-core), HTML (vnu-jar) and
// speed (lighthouse) and the parser of calendars are packages too, and none downloads a browser.
import { createReadStream, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';

export const root = fileURLToPath(new URL('../../', import.meta.url));

// The folders of a build with and without examples: make test writes and names them.
export const demoSite = folder('SITE_DEMO', 'build/test/demo');
export const plainSite = folder('SITE_PLAIN', 'build/test/plain');

function folder(variable, fallback) {
  return resolve(root, process.env[variable] || fallback);
}

// built fails where a site is missing, so that no test passes for want of pages.
export function built(site) {
  if (!existsSync(join(site, '404.html'))) throw new Error(`${site} holds no site; make test builds it`);
  return site;
}

// filesBelow lists the files of a site with this ending, as paths from its root with slashes, in order.
export function filesBelow(site, ending) {
  return readdirSync(built(site), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(site.length + 1).split(sep).join('/'))
    .sort();
}

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.pdf': 'application/pdf',
};

// headersOf reads the rules of a site's _headers: for each the addresses it is for and what is sent. A name after a colon stands for one part of
// an address, an asterisk for all that follows.
function headersOf(site) {
  const rules = [];
  for (const line of readFileSync(join(site, '_headers'), 'utf8').split('\n').filter(Boolean)) {
    if (line.startsWith(' ')) {
      const [name, ...value] = line.trim().split(': ');
      rules.at(-1).headers.push([name.toLowerCase(), value.join(': ')]);
    } else {
      const pattern = line.replace(/[.+?^$()[\]{}|\\]/g, '\\$&').replace(/:\w+/g, '[^/]+').replace(/\*/g, '.*');
      rules.push({ pattern: new RegExp(`^${pattern}$`), headers: [] });
    }
  }
  return (path) => rules.filter(({ pattern }) => pattern.test(path)).flatMap(({ headers }) => headers);
}

// serve shows a site on a port of this machine, a free one where none is named, as a web server would: index.html for a folder, 404.html
// for what is not there, compressed where the browser takes that, with the headers that the site asks for.
export async function serve(site, port = 0) {
  built(site);
  const asked = headersOf(site);
  const server = createServer((request, response) => {
    const { status, file } = find(site, request.url);
    for (const [name, value] of asked(new URL(request.url, 'http://localhost').pathname)) response.appendHeader(name, value);
    const headers = { 'content-type': types[extname(file)] ?? 'application/octet-stream' };
    const gzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && /^text|json|xml|svg/.test(headers['content-type']);
    response.writeHead(status, gzip ? { ...headers, 'content-encoding': 'gzip' } : headers);
    if (gzip) createReadStream(file).pipe(createGzip()).pipe(response);
    else createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function find(site, url) {
  const missing = { status: 404, file: join(site, '404.html') };
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return missing;
  }
  let file = join(site, normalize(path));
  if (path.endsWith('/')) file = join(file, 'index.html');
  return existsSync(file) && statSync(file).isFile() ? { status: 200, file } : missing;
}

// In the order in which the United Nations lists its languages; tag is the lang that a page must carry.
export const languages = [
  { code: 'ar', tag: 'ar', dir: 'rtl', own: 'eg-nadwa', foreign: 'es-vigilia' },
  { code: 'zh', tag: 'zh-Hans', dir: 'ltr', own: 'cn-gongkai-jiangzuo', foreign: 'jo-idaa' },
  { code: 'en', tag: 'en', dir: 'ltr', own: 'ke-lantern-walk', foreign: 'jo-idaa' },
  { code: 'fr', tag: 'fr', dir: 'ltr', own: 'sn-exposition', foreign: 'jo-idaa' },
  { code: 'ru', tag: 'ru', dir: 'ltr', own: 'kz-kinopokaz', foreign: 'tz-mkutano-wa-wazi' },
  { code: 'es', tag: 'es', dir: 'ltr', own: 'ec-marcha-nocturna', foreign: 'jo-idaa' },
];

// The kinds of page that tests ask for by name, by their address in a language.
const kinds = {
  '': 'home',
  'resolutions/2017-18/': 'resolution',
  'events/': 'calendar',
  'events/2025/': 'edition',
  'about/': 'about',
  'about/rights/': 'rights',
  'about/device/': 'device',
  'help/': 'help',
  'contribute/': 'contribute',
  'materials/': 'materials',
  'components/': 'components',
  '404.html': 'not-found',
};

const many = /^(events\/(\d{4}|country|region|organizer|language|kind|attendance|embed)\/|bodies\/.|resolutions\/[^/]+\/with\/)/;
const sample = /^(events\/2027\/figures|events\/(country\/(ke|mh)|region\/419|organizer\/civil-society|language\/sw|kind\/walk|attendance\/online|embed\/(light|dark|auto\/kind\/walk))|resolutions\/2017-18\/with\/(ar|zh)|bodies\/(agenda-2030|trafficking-protocol))\/$/;

// The pages under test: every page of the site with examples, so that a new template is tested without a word here. Of some that one template
// makes, a few: one edition; of the lists of events some, one of them empty; of the bodies the one with the longest name and the one with parts; of
// the resolution beside another language Arabic and Chinese; of the events two in each language, one in the page's language and one in another.
// Then the pages that stand in no one language, among them the help page in languages beside the six.
export const pages = languages.flatMap(({ code, tag, dir, own, foreign }) => {
  const events = { [`events/2027/${own}/`]: 'event', [`events/2027/${foreign}/`]: 'event-foreign' };
  const named = { ...kinds, ...events };
  return addresses(code)
    .filter((path) => named[path] || !(many.test(path) && !sample.test(path)))
    .map((path) => ({ name: `${named[path] ?? path} ${code}`, kind: named[path] ?? path, code, tag, dir, path: `/${code}/${path}`, embed: path.startsWith('events/embed/') }))
    .map((page) => ({ ...page, frame: !page.embed }));
}).concat(
  { name: 'choice of a language', kind: 'choose', code: 'six', tag: 'en', dir: 'ltr', path: '/', frame: false },
  { name: 'not found', kind: 'not-found', code: 'six', tag: 'en', dir: 'ltr', path: '/404.html', frame: false },
  addresses('help').map((path) => ({ name: `help ${path}`, kind: 'help-other', code: 'six', tag: path.slice(0, -1), dir: 'ltr', path: `/help/${path}`, frame: false })),
);

// distinct are the pages under test without those that differ from another in their words alone, for tests that look at no words.
const textsAlike = /^\/..\/about\/(accessibility|device|press|privacy|publisher|sources|terms|trafficking)\/$/;
export const distinct = pages.filter(({ path }) => !textsAlike.test(path));

// addresses are those of the pages below a folder of the site, relative to it. The signature is a file to copy from, and no page.
function addresses(folder) {
  return filesBelow(demoSite, '.html').filter((file) => file.startsWith(folder + '/') && !file.endsWith('/signature.html')).map((file) => file.slice(folder.length + 1).replace(/index\.html$/, ''));
}
