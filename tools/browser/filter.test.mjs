// The filters of the calendar, the search, and the reader's own time.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { launch } from './chromium.mjs';
import { demoSite, serve } from './site.mjs';

describe('calendar with JavaScript', { timeout: 120_000 }, () => {
  let site;
  let browser;
  before(async () => {
    site = await serve(demoSite);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    site?.close();
  });

  // open gives a tab at an address; errors in it fail the test.
  async function open(t, path, context = {}) {
    const tab = await browser.newContext(context);
    t.after(() => tab.close());
    const page = await tab.newPage();
    page.on('pageerror', (error) => assert.fail(`${path}: ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && assert.fail(`${path}: ${message.text()}`));
    await page.goto(site.origin + path);
    return page;
  }
  const titles = (page) => page.locator('.filter__results .event-card__title').allInnerTexts();
  const query = (page) => Object.fromEntries(new URL(page.url()).searchParams);

  it('filters combine, stand in the address, and Back takes them back', async (t) => {
    const page = await open(t, '/en/events/');
    const all = await page.locator('.list-days .event-card').count();
    await page.getByText('Filter the events').click();
    await page.locator('#filter-region').selectOption({ label: 'Africa' });
    await page.locator('.filter__results .event-card').first().waitFor();
    const african = (await titles(page)).length;
    assert.ok(african > 1 && african < all, `${african} of ${all}`);
    assert.ok(await page.locator('.list-days').isHidden(), 'the whole list is out of the way');
    await page.locator('#filter-kind').selectOption({ label: 'Walk' });
    await assertEventually(async () => assert.deepEqual(await titles(page), ['Evening walk with lanterns']));
    assert.equal(await page.getByRole('status').last().innerText(), '1 event');
    assert.deepEqual(query(page), { region: '002', kind: 'walk' });
    await page.goBack();
    await assertEventually(async () => assert.equal((await titles(page)).length, african));
    assert.deepEqual(query(page), { region: '002' });
    await page.goBack();
    await assertEventually(async () => assert.equal(await page.locator('.list-days').isVisible(), true));
    assert.equal((await titles(page)).length, 0);
    await page.goForward();
    await assertEventually(async () => assert.equal((await titles(page)).length, african));
  });

  it('a sent address shows what was chosen, as the lists show it', async (t) => {
    const page = await open(t, '/fr/events/?country=ke&language=sw');
    await page.locator('.filter__results .event-card').first().waitFor();
    assert.equal(await page.locator('#filter-country').inputValue(), 'ke');
    const text = async (selector) => (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ');
    const shown = await text('.filter__results .event-card');
    await page.goto(`${site.origin}/fr/events/country/ke/`);
    assert.equal(shown, await text('.list-days .event-card'));
  });

  for (const [code, typed, want] of [
    ['ar', 'نَدْوةٌ', 'ندوة'], ['ar', 'الاردن', ''], ['zh', '讲座', '讲座'], ['ru', 'ПОКАЗ', 'оказ'], ['es', 'VIGÍLIA', 'igilia'], ['en', 'nairobi  WALK', 'walk'],
  ]) {
    it(`finds ${typed} in ${code}`, async (t) => {
      const page = await open(t, `/${code}/events/`);
      await page.locator('.filter__box > summary').click();
      await page.locator('#filter-q').fill(typed);
      await page.locator('.filter__results .event-card').first().waitFor();
      const found = await titles(page);
      assert.ok(found.length >= 1 && found.some((title) => title.includes(want)), `found ${found}`);
      assert.equal(query(page).q, typed);
    });
  }

  it('nothing found says which filter to drop, and leads on', async (t) => {
    const page = await open(t, '/ru/events/?q=щщщ&kind=walk');
    const none = page.locator('.filter__none');
    await none.waitFor();
    assert.equal(await none.getByRole('button').count(), 2);
    assert.equal(await none.getByRole('link').count(), 2);
    await none.getByRole('button').first().click();
    await page.locator('.filter__results .event-card').first().waitFor();
    assert.deepEqual(query(page), { kind: 'walk' });
    assert.ok(await none.isHidden());
  });

  it('works from the keyboard alone', async (t) => {
    const page = await open(t, '/en/events/');
    await page.locator('.filter__box > summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('lantern');
    await page.locator('.filter__results .event-card').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Ecuador');
    await page.locator('.filter__none').waitFor();
    for (let i = 0; i < 20 && (await page.evaluate(() => document.activeElement.textContent)) !== 'Clear all filters'; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await assertEventually(async () => assert.equal(await page.locator('.list-days').isVisible(), true));
    assert.equal(new URL(page.url()).search, '');
  });

  it('the search finds pages, paragraphs and events, and says what is unofficial', async (t) => {
    const page = await open(t, '/en/search/');
    await page.locator('#search-q').fill('awareness');
    await page.locator('#search-q').press('Enter');
    await page.locator('.search__results li').first().waitFor();
    assert.match(await page.locator('.search__results').innerText(), /Unofficial translation/);
    assert.ok(await page.locator('.search__results a[href*="/resolutions/2017-18/#"]').count() > 0);
    await page.locator('#search-q').fill('lantern');
    await page.locator('.search__results .event-card').first().waitFor();
    await page.goto(`${site.origin}/ar/search/?q=${encodeURIComponent('المُساعَدة')}`);
    await page.locator('.search__results li').first().waitFor();
  });

  for (const [zone, locale, want] of [
    ['Asia/Kathmandu', 'ar-SA', '30 July 2027, 20:45\u00a0(UTC+05:45)'], ['America/New_York', 'ar-MA', '30 July 2027, 11:00\u00a0(UTC\u22124)'],
    ['Pacific/Kiritimati', 'en-US', '31 July 2027, 05:00\u00a0(UTC+14)'], ['UTC', 'zh-CN', '30 July 2027, 15:00\u00a0(UTC)'],
  ]) {
    it(`says the time of an event in Nairobi in ${zone}, whatever the browser's language`, async (t) => {
      const page = await open(t, '/en/events/2027/ke-lantern-walk/', { timezoneId: zone, locale });
      assert.match(await page.locator('.own-time').innerText(), new RegExp(escape(want)));
      assert.match(await page.locator('.event').innerText(), /30 July 2027, 18:00 to 20:00/, 'what the organizer wrote stays');
    });
  }

  it('says nothing of the time to whoever has the same clock', async (t) => {
    const page = await open(t, '/ar/events/2027/ke-lantern-walk/', { timezoneId: 'Africa/Dar_es_Salaam' });
    assert.equal(await page.locator('.own-time').count(), 0);
  });

  it('writes the month in Arabic as the United Nations does', async (t) => {
    const page = await open(t, '/ar/events/2027/ke-lantern-walk/', { timezoneId: 'Africa/Cairo', locale: 'ar-EG' });
    const zone = await page.locator('.own-time').count();
    if (zone) assert.match(await page.locator('.own-time').innerText(), /30 تموز\/يوليه 2027/);
    await page.goto(`${site.origin}/ar/events/2027/np-online-training/`);
    assert.match(await page.locator('.own-time').innerText(), /27 تموز\/يوليه 2027/);
  });

  it('says that an event is over only when its last day is past everywhere', async (t) => {
    for (const [now, over] of [['2027-07-30T17:00:01Z', true], ['2027-07-30T16:59:59Z', false]]) {
      const tab = await browser.newContext();
      t.after(() => tab.close());
      const page = await tab.newPage();
      await page.clock.setFixedTime(new Date(now));
      await page.goto(`${site.origin}/en/events/2027/ke-lantern-walk/`);
      assert.equal(await page.locator('.over').count(), over ? 1 : 0, now);
    }
  });

  it('a list stands in the frame of another site, whose own policy is strict, and its data can be fetched there; no other page stands there', async (t) => {
    const partner = createServer((_, response) => {
      response.setHeader('content-security-policy', `default-src 'none'; script-src 'nonce-n'; frame-src ${site.origin}; connect-src ${site.origin}`);
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><html lang="en"><title>Partner</title><iframe src="${site.origin}/en/events/embed/auto/kind/walk/" title="Events"></iframe>
        <iframe src="${site.origin}/en/help/" title="Help"></iframe>
        <script nonce="n">fetch('${site.origin}/en/events/kind/walk/events.json').then((a) => a.json()).then((list) => { document.title = list.events.length > 0 ? 'fetched' : 'empty'; });</script></html>`);
    });
    await new Promise((ready) => partner.listen(0, '127.0.0.1', ready));
    t.after(() => partner.close());
    const tab = await browser.newContext();
    t.after(() => tab.close());
    const page = await tab.newPage();
    await page.goto(`http://localhost:${partner.address().port}/`);
    await page.frameLocator('iframe[title="Events"]').locator('.event-card').first().waitFor();
    assert.match(await page.frameLocator('iframe[title="Events"]').locator('body').innerText(), /not a United Nations website/);
    assert.equal(await page.frameLocator('iframe[title="Help"]').locator('#main').count(), 0);
    await assertEventually(async () => assert.equal(await page.title(), 'fetched'));
  });
});

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// assertEventually tries for five seconds.
async function assertEventually(check) {
  for (let tries = 50; ; tries--) {
    try {
      return await check();
    } catch (error) {
      if (tries === 0) throw error;
      await new Promise((later) => setTimeout(later, 100));
    }
  }
}
