// read-calendars.mjs: reads the calendars named on standard input with ical.js, and writes what each says, one event a line.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

for (const name of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(name, 'utf8')));
  for (const component of calendar.getAllSubcomponents('vevent')) {
    const { uid, startDate, endDate } = new ICAL.Event(component);
    process.stdout.write(`${name}\t${uid}\t${startDate.toString()}\t${endDate.toString()}\n`);
  }
}
