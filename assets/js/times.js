// times.js: adds the reader's own time to the time of an event, which stays as its organizer wrote it, and says of an event that it is over.
// Months and order come from the table of the page's language: browsers write other dates than the United Nations.
import { style, words } from '@params';

const two = (number) => String(number).padStart(2, '0');
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

// ownTime says when an instant is by the clock of this device, with its distance from UTC.
function ownTime(instant) {
  const date = fill(style.date, {
    day: instant.getDate() === 1 ? style.first : instant.getDate(), month: style.months[instant.getMonth()], year: instant.getFullYear(),
  });
  const time = fill(style.time, { hh: two(instant.getHours()), h: instant.getHours(), minute: two(instant.getMinutes()) });
  return fill(words.ownTime, { time: fill(style.dateTime, { date, time }), offset: offset(instant) });
}

function offset(instant) {
  const minutes = -instant.getTimezoneOffset();
  if (minutes === 0) return style.utc;
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return fill(style.offset, { offset: (minutes < 0 ? '\u2212' : '+') + (rest ? `${two(hours)}:${two(rest)}` : hours) });
}

// minutesOf is the distance from UTC that an instant is written with; NaN for a day.
function minutesOf(datetime) {
  const found = /T.*(?:Z|([+-])(\d\d):(\d\d))$/.exec(datetime);
  if (!found) return NaN;
  return found[1] ? (found[1] === '-' ? -1 : 1) * (found[2] * 60 + +found[3]) : 0;
}

// addTimes goes through the events below an element.
export function addTimes(root) {
  for (const time of root.querySelectorAll('time[data-end]')) {
    const begin = new Date(time.dateTime);
    if (minutesOf(time.dateTime) !== -begin.getTimezoneOffset() && time.dateTime.includes('T')) add(time.parentElement, 'own-time', ownTime(begin));
    if (over(time.dataset.end)) add(time.parentElement, 'over', words.over);
  }
}

// over tells whether an end is past: an instant, or a day that is past everywhere on the earth, twelve hours west of UTC last.
function over(end) {
  const instant = end.includes('T') ? Date.parse(end) : Date.parse(`${end}T23:59:59-12:00`);
  return instant < Date.now();
}

function add(to, name, text) {
  const line = document.createElement('span');
  line.className = name;
  line.dataset.added = '';
  line.textContent = text;
  to.append(line);
}
