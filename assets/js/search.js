// search.js: the search over pages, paragraphs and the events of the current edition. What is typed goes nowhere; it stays in the address.
import { results as resultWords, tag, variants, words } from '@params';
import { addBox, loadEvents, showEvents } from './events.js';
import { fold, matches } from './fold.js';

const template = document.getElementById('search');
const shownAtOnce = 50;

if (template) {
  const box = addBox(template);
  const form = box.querySelector('form');
  const field = form.elements.q;
  const status = box.querySelector('[role="status"]');
  const results = box.querySelector('.search__results');
  const rules = new Intl.PluralRules(tag);
  const { pages: pagesFile, index, files } = template.dataset;
  const { base } = document.getElementById('event-card').dataset;
  const events = [];
  let pages = [];
  let loaded;
  let turn = 0;

  const load = async () => {
    const answer = await fetch(pagesFile);
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    pages = await answer.json();
    await loadEvents(index, Number(files), (more) => events.push(...more));
  };

  const apply = async () => {
    const mine = ++turn;
    const query = fold(field.value, variants);
    if (!query) {
      status.textContent = '';
      results.replaceChildren();
      return;
    }
    try {
      loaded ??= load();
      await loaded;
    } catch {
      loaded = undefined;
      if (mine === turn) status.textContent = words.failed;
      return;
    }
    if (mine !== turn) return;
    const foundPages = pages.filter((found) => matches(found.text, query));
    const foundEvents = events.filter((event) => matches(event.text, query));
    const number = foundPages.length + foundEvents.length;
    status.textContent = number ? (resultWords[rules.select(number)] ?? resultWords.other).replace('{{ .Count }}', number) : words.nothing;
    results.replaceChildren();
    if (foundPages.length) results.append(heading(words.pages), list(foundPages.slice(0, shownAtOnce)));
    if (foundEvents.length) {
      results.append(heading(words.events));
      showEvents(results, foundEvents.slice(0, shownAtOnce));
    }
  };

  const list = (finds) => {
    const items = document.createElement('ul');
    for (const found of finds) {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = base + found.path;
      link.textContent = found.title;
      item.append(link);
      if (found.note) item.append(line(found.note, 'small'));
      const shown = line(found.shown, 'search__shown');
      if (found.lang) {
        shown.lang = found.lang;
        shown.dir = 'auto';
      }
      item.append(shown);
      items.append(item);
    }
    return items;
  };

  let typing;
  const changed = (replace) => {
    const address = location.pathname + (field.value.trim() && `?${new URLSearchParams({ q: field.value.trim() })}`);
    if (address !== location.pathname + location.search) history[replace ? 'replaceState' : 'pushState'](null, '', address);
    apply();
  };
  form.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => changed(true), 200);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(typing);
    changed(false);
  });
  const read = () => {
    field.value = new URLSearchParams(location.search).get('q') ?? '';
    apply();
  };
  addEventListener('popstate', read);
  read();
}

function heading(text) {
  const made = document.createElement('h2');
  made.textContent = text;
  return made;
}

function line(text, name) {
  const made = document.createElement('p');
  made.className = name;
  made.textContent = text;
  return made;
}
