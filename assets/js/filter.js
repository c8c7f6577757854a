// filter.js: filters that combine, on the calendar, which is whole without them. What is chosen stands in the address, so that it can be sent
// and so that Back works.
import { count, tag, variants, words } from '@params';
import { addBox, loadEvents, showEvents } from './events.js';
import { fold, matches } from './fold.js';

const template = document.getElementById('filter');
const shownAtOnce = 100;

if (template) {
  const box = addBox(template);
  const form = box.querySelector('form');
  const fields = [...form.elements].filter((field) => field.name);
  const status = box.querySelector('[role="status"]');
  const results = box.querySelector('.filter__results');
  const none = box.querySelector('.filter__none');
  const lists = document.querySelectorAll('.list-days, .pages, .empty');
  const rules = new Intl.PluralRules(tag);
  const counted = (number) => (count[rules.select(number)] ?? count.other).replace('{{ .Count }}', number);
  let events = [];
  let loaded;
  let turn = 0;

  const chosen = () => fields.filter((field) => field.value.trim()).map((field) => [field.name, field.value.trim()]);

  const read = () => {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = query.get(field.name) ?? '';
      if (field.value === '' && field.options) field.selectedIndex = 0;
    }
  };

  const write = (replace) => {
    const query = new URLSearchParams(chosen()).toString();
    const address = location.pathname + (query && `?${query}`);
    if (address === location.pathname + location.search) return;
    history[replace ? 'replaceState' : 'pushState'](null, '', address);
  };

  const apply = async () => {
    const mine = ++turn;
    const now = chosen();
    for (const list of lists) list.hidden = now.length > 0;
    results.hidden = now.length === 0;
    none.hidden = true;
    if (now.length === 0) {
      status.textContent = '';
      results.replaceChildren();
      return;
    }
    try {
      loaded ??= loadEvents(template.dataset.index, Number(template.dataset.files), (more) => events.push(...more));
      await loaded;
    } catch {
      loaded = undefined;
      events = [];
      if (mine !== turn) return;
      for (const list of lists) list.hidden = false;
      results.hidden = true;
      status.textContent = words.failed;
      return;
    }
    if (mine !== turn) return;
    const query = fold(form.elements.q.value, variants);
    const facets = now.filter(([name]) => name !== 'q').map(([name, value]) => `${name}=${value}`);
    const found = events.filter((event) => matches(event.text, query) && facets.every((facet) => event.facets.includes(facet)));
    status.textContent = found.length ? counted(found.length) : words.none;
    show(found, shownAtOnce);
    if (found.length === 0) leadOn();
  };

  const show = (found, length) => {
    results.replaceChildren();
    showEvents(results, found.slice(0, length));
    if (found.length > length) results.append(button(words.more, () => show(found, length + shownAtOnce)));
  };

  // leadOn offers, where nothing fits, each filter to be dropped; the links below it are part of the page.
  const leadOn = () => {
    none.hidden = false;
    none.querySelector('ul').replaceChildren(...fields.filter((field) => field.value.trim()).map((field) => {
      const item = document.createElement('li');
      const name = field.options ? field.options[field.selectedIndex].text : field.value.trim();
      item.append(button(words.drop.replace('{name}', name), () => {
        field.value = '';
        write();
        apply();
        field.focus();
      }));
      return item;
    }));
  };

  let typing;
  let typed = false;
  form.addEventListener('input', (event) => {
    if (event.target.name !== 'q') return;
    clearTimeout(typing);
    typing = setTimeout(() => {
      write(typed);
      typed = true;
      apply();
    }, 200);
  });
  form.addEventListener('change', (event) => {
    if (event.target.name === 'q') {
      typed = false;
      return;
    }
    write();
    apply();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => {
    write();
    apply();
  }));
  addEventListener('popstate', () => {
    read();
    apply();
  });
  read();
  if (chosen().length) box.querySelector('details').open = true;
  apply();
}

function button(text, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}
