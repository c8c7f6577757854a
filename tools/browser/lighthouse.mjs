// lighthouse.mjs: Lighthouse on the main templates in three languages, on the site as an invented publisher would publish it. It prints the
// figures and keeps them in build/test/lighthouse.json. Accessibility, best practices and every audit of search engines but
// is-crawlable (translations that are not official ask not to be listed) must be without fault; speed depends on the machine and is printed only.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import lighthouse from 'lighthouse';
import { launch } from './chromium.mjs';
import { root, serve } from './site.mjs';

const port = 9730;
const address = 8730; // which tools/browser/publish gives the site
const paths = ['', 'resolutions/2017-18/', 'events/', 'events/2025/us-high-level-meeting/', 'help/'];
const site = await serve(resolve(root, process.env.SITE_PUBLISHED || 'build/test/published'), address);
const browser = await launch({ extra: [`--remote-debugging-port=${port}`] });
const figures = [];
const faults = [];
try {
  for (const code of ['ar', 'zh', 'en']) {
    for (const path of paths) {
      const { lhr } = await lighthouse(`${site.origin}/${code}/${path}`, { port, output: 'json', logLevel: 'error' });
      const score = (name) => Math.round(lhr.categories[name].score * 100);
      figures.push({ page: `/${code}/${path}`, performance: score('performance'), accessibility: score('accessibility'), 'best-practices': score('best-practices') });
      console.log(figures.at(-1));
      for (const name of ['accessibility', 'best-practices', 'seo']) {
        for (const { id, weight } of lhr.categories[name].auditRefs) {
          const { score, title } = lhr.audits[id];
          if (weight > 0 && score !== null && score < 1 && id !== 'is-crawlable') faults.push(`/${code}/${path}: ${id}: ${title}`);
        }
      }
    }
  }
} finally {
  await browser.close();
  site.close();
}
mkdirSync(join(root, 'build/test'), { recursive: true });
writeFileSync(join(root, 'build/test/lighthouse.json'), JSON.stringify(figures, null, 1) + '\n');
console.log(`the lowest figure of speed is ${Math.min(...figures.map(({ performance }) => performance))}`);
if (faults.length) {
  console.error(faults.join('\n'));
  process.exit(1);
}
