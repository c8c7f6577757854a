// events.js: the events of the current edition from the files of the index, and how they are shown: as on the lists, in the same card.
import { addTimes } from './times.js';

// addBox shows what a template holds, behind it, in a box of the class that the template has as its id.
export function addBox(template) {
  const box = document.createElement('div');
  box.className = template.id;
  box.dataset.added = '';
  box.append(template.content.cloneNode(true));
  template.after(box);
  return box;
}

// loadEvents fetches the files of the index one after the other and hands on what each holds, in the order of the calendar.
export async function loadEvents(index, files, take) {
  for (let number = 1; number <= files; number++) {
    const answer = await fetch(`${index}${number}.json`);
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    take(await answer.json());
  }
}

// showEvents appends events, in their order, below a heading for each day.
export function showEvents(to, events) {
  const template = document.getElementById('event-card');
  let day;
  for (const event of events) {
    if (day?.date !== event.day) {
      day = { date: event.day, section: document.createElement('section') };
      day.section.className = 'event-day';
      const heading = document.createElement('h2');
      const time = document.createElement('time');
      time.dateTime = event.day;
      time.textContent = event.dayText;
      heading.append(time);
      day.section.append(heading);
      to.append(day.section);
    }
    day.section.append(fillCard(template.content.cloneNode(true), event, template.dataset.base));
  }
  addTimes(to);
}

function fillCard(card, event, base) {
  const text = (selector, value, language) => {
    const element = card.querySelector(selector);
    if (!value) return (element.closest('p') ?? element).remove();
    element.textContent = value;
    if (language) element.lang = language;
    else element.removeAttribute('lang');
    return element;
  };
  const article = card.querySelector('.event-card');
  article.classList.toggle(`event-card--${event.status}`, Boolean(event.status));
  const link = text('.event-card__title a', event.title, event.titleLang);
  link.href = base + event.path;
  text('.event-card__status strong', event.statusText);
  if (!event.demo) card.querySelector('.event-card__demo')?.remove();
  text('.event-card__note--title', event.titleNote);
  const time = text('time', event.when);
  time.dateTime = event.begin;
  time.dataset.end = event.end;
  text('time ~ bdi', event.zone);
  text('.event-card__place', event.place);
  text('.event-card__kind', event.kind);
  text('.event-card__organizer', event.organizer, event.organizerLang);
  text('.event-card__note--summary', event.summaryNote);
  text('.event-card__summary', event.summary, event.summaryLang);
  return card;
}
