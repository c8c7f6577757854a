// fold.js: a text as it is searched. Fold in tools/lang does the same, and a test holds the two together.
export function fold(text, variants) {
  let folded = '';
  let space = false;
  for (const character of text.normalize('NFKD')) {
    if (/[\p{M}\p{Cf}]/u.test(character)) continue;
    const lower = character.toLowerCase();
    const known = variants[lower];
    if (known === '') continue;
    if (known === undefined && !/[\p{L}\p{N}]/u.test(lower)) {
      space = true;
      continue;
    }
    if (space && folded) folded += ' ';
    space = false;
    folded += known ?? lower;
  }
  return folded;
}

// matches tells whether a folded text has all words of a folded query.
export function matches(text, query) {
  return query.split(' ').every((word) => text.includes(word));
}
