// Every calendar file of both builds is read by a parser that is not ours (ical.js), and says what the entry and the page say.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ICAL from 'ical.js';
import { heading, tags } from './html.mjs';
import { demoSite, filesBelow, plainSite, root } from './site.mjs';

for (const [name, site] of [['plain', plainSite], ['demo', demoSite]]) {
  test(`calendar files of the ${name} build`, async (t) => {
    const files = filesBelow(site, '.ics');
    assert.ok(files.length > 6, `${files.length} calendar files in ${site}`);
    for (const file of files) {
      await t.test(file, () => {
        const data = readFileSync(join(site, file));
        checkLines(data);
        const calendar = new ICAL.Component(ICAL.parse(data.toString('utf8')));
        const events = calendar.getAllSubcomponents('vevent');
        assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
        assert.ok(calendar.getFirstPropertyValue('prodid'));
        assert.ok(calendar.getAllSubcomponents().length > 0, 'a calendar holds one component at least (RFC 5545, 3.6)');
        if (file.endsWith('/event.ics')) assert.equal(events.length, 1);
        const uids = events.map((event) => event.getFirstPropertyValue('uid'));
        assert.equal(new Set(uids).size, uids.length, `UIDs differ: ${uids}`);
        for (const event of events) checkEvent(site, file.split('/')[0], event);
      });
    }
  });
}

// checkLines holds a file to RFC 5545, 3.1: lines end in CRLF, have 75 octets at most and are folded between characters, and what
// begins also ends.
function checkLines(data) {
  assert.equal(data.subarray(-2).toString(), '\r\n', 'the last line ends in CRLF');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const open = [];
  let start = 0;
  for (let end; (end = data.indexOf('\n', start)) >= 0; start = end + 1) {
    const octets = data.subarray(start, end - 1);
    const line = utf8.decode(octets);
    assert.equal(data[end - 1], 0x0d, `CRLF ends the line ${line}`);
    assert.ok(!octets.includes(0x0d), `no CR within the line ${line}`);
    assert.ok(octets.length <= 75, `${octets.length} octets: ${line}`);
    const [, border, component] = line.match(/^(BEGIN|END):(.*)$/) ?? [];
    if (border === 'BEGIN') open.push(component);
    if (border === 'END') assert.equal(open.pop(), component, `END:${component} ends what is open`);
  }
  assert.deepEqual(open, [], 'what begins also ends');
}

// checkEvent compares an event of a calendar with its page in that language and with the entry it was made from.
function checkEvent(site, code, event) {
  const uid = event.getFirstPropertyValue('uid');
  const [, edition, name] = uid.match(/^(\d{4})-([a-z0-9-]+)@july30$/) ?? assert.fail(`UID ${uid}`);
  if (name === 'world-day') return checkDay(site, code, edition, event);
  const address = `${code}/events/${edition}/${name}/`;
  const html = readFileSync(join(site, address, 'index.html'), 'utf8');
  assert.equal(event.getFirstPropertyValue('summary'), heading(html), `${address}: SUMMARY and title`);
  assert.ok(event.getFirstPropertyValue('url').endsWith('/' + address), `${address}: URL`);
  assert.ok(event.getFirstPropertyValue('dtstamp').zone === ICAL.Timezone.utcTimezone, `${address}: DTSTAMP in UTC`);

  const begin = event.getFirstPropertyValue('dtstart');
  const end = event.getFirstPropertyValue('dtend');
  const shown = tags(html).find((tag) => tag.name === 'time').attributes.datetime;
  const entry = source(edition, name);
  const last = entry.ends ?? entry.starts;
  if (!entry.starts.includes('T')) {
    assert.ok(begin.isDate && end.isDate, `${address}: days, not times`);
    assert.equal(begin.toString(), shown, `${address}: DTSTART and page`);
    assert.equal(begin.toString(), entry.starts, `${address}: DTSTART and entry`);
    assert.equal(end.toString(), dayAfter(last), `${address}: DTEND is the day after the last`);
    return;
  }
  assert.ok(!begin.isDate && begin.zone === ICAL.Timezone.utcTimezone, `${address}: DTSTART in UTC`);
  assert.equal(begin.toJSDate().getTime(), Date.parse(shown), `${address}: DTSTART and page`);
  assert.equal(shown.slice(0, 16), entry.starts.slice(0, 16), `${address}: page and entry`);
  assert.equal(Boolean(end), Boolean(entry.ends), `${address}: DTEND where the entry has an end`);
  if (!end) return;
  assert.ok(end.zone === ICAL.Timezone.utcTimezone && end.compare(begin) > 0, `${address}: DTEND in UTC, after DTSTART`);
  assert.equal(end.toJSDate() - begin.toJSDate(), Date.parse(entry.ends + 'Z') - Date.parse(entry.starts + 'Z'), `${address}: as long as the entry says`);
}

// checkDay: the Day itself lasts all day and leads to the home page, whose title it has.
function checkDay(site, code, edition, event) {
  assert.equal(event.getFirstPropertyValue('summary'), heading(readFileSync(join(site, code, 'index.html'), 'utf8')), `${code}: the Day's SUMMARY`);
  assert.ok(event.getFirstPropertyValue('url').endsWith(`/${code}/`), `${code}: the Day's URL`);
  assert.equal(event.getFirstPropertyValue('dtstart').toString(), `${edition}-07-30`);
  assert.equal(event.getFirstPropertyValue('dtend').toString(), `${edition}-07-31`);
}

// source reads the times of an entry, line by line and not as the site's own reader does.
function source(edition, name) {
  const file = ['content/events', 'tools/testdata/demo/content/events'].map((dir) => join(root, dir, edition, `${name}.toml`)).find(existsSync);
  assert.ok(file, `${edition}/${name} has an entry`);
  return Object.fromEntries([...readFileSync(file, 'utf8').matchAll(/^(starts|ends)\s*=\s*([0-9T:-]+)/gm)].map(([, key, value]) => [key, value]));
}

function dayAfter(day) {
  const date = new Date(day + 'T00:00:00Z');
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
