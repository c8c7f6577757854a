// chromium.mjs: the browser of the tests.
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

// executable is the Chromium that make setup found.
const note = new URL('../../build/chromium', import.meta.url);
export const executable = existsSync(note) && readFileSync(note, 'utf8').trim();

// launch takes Playwright's options, and as `extra` more arguments for Chromium.
export async function launch({ extra = [], ...options } = {}) {
  if (!executable) throw new Error('there is no Chromium: make setup gets one');
  return chromium.launch({
    executablePath: executable,
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync', ...extra,
    ],
    ...options,
  });
}
