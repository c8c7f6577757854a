// The script folds what is typed as Go folds what is found: the golden file is written by the test of tools/lang.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fold, matches } from '../../assets/js/fold.js';

const { variants, folded } = JSON.parse(readFileSync(new URL('testdata/fold.json', import.meta.url), 'utf8'));

test('folds as Go does', () => {
  assert.ok(Object.keys(folded).length > 20);
  for (const [text, want] of Object.entries(folded)) assert.equal(fold(text, variants), want, text);
});

test('every word is wanted, in any order', () => {
  assert.ok(matches('candlelight walk nairobi kenya', 'kenya walk'));
  assert.ok(!matches('candlelight walk nairobi kenya', 'kenya run'));
  assert.ok(matches('anything', ''));
});
