// html.mjs: reads what Hugo wrote, tag by tag. It relies on Hugo's own escaping: no < in a text, no > in an attribute.

// tags lists the opening tags of a page with their attributes.
export function tags(html) {
  return [...html.replace(/<!--.*?-->/gs, '').matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s=>]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi)].map(([, name, rest]) => ({
    name: name.toLowerCase(),
    attributes: Object.fromEntries([...rest.matchAll(/([^\s=]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)]
      .map(([, key, double, single, bare]) => [key.toLowerCase(), decode(double ?? single ?? bare ?? '')])),
  }));
}

// heading is the text of a page's h1.
export function heading(html) {
  const found = html.match(/<h1[^>]*>(.*?)<\/h1>/s);
  return found && decode(found[1].replace(/<[^>]*>/g, ''));
}

const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function decode(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(parseInt(decimal, 10));
    if (named[name]) return named[name];
    throw new Error(`unknown character reference ${whole}`);
  });
}
