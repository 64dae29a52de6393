// Looks at pages of the built console on a running server, as one of its people, and asks axe what is wrong with them:
// node dev/look.mjs http://localhost:8080 engineer1 FOLDER [--dark] [--width=420] PATH...
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { start } from './serve.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [server, user, folder, ...rest] = process.argv.slice(2);
const dark = rest.includes('--dark');
const width = Number(rest.find((one) => one.startsWith('--width='))?.split('=')[1] ?? 1360);
const paths = rest.filter((one) => one.startsWith('/'));

mkdirSync(folder, { recursive: true });
const console_ = await start(Number(process.env.PORT ?? 0), server);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' });
const page = await context.newPage();
page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log('  browser:', message.text()));
page.on('pageerror', (error) => console.log('  error:', String(error)));
await page.goto(server);
await page.fill('input[name=username]', user);
await page.fill('input[name=password]', 'countersign');
await page.click('[type=submit]');
await page.waitForURL(`${server}/**`);
for (const path of paths) {
  const name = `${user}${path.replace(/[^a-z0-9]+/gi, '-')}${dark ? '-dark' : ''}${width < 800 ? '-narrow' : ''}`.slice(0, 90);
  console.log(path, '→', `${name}.png`);
  await page.goto(`http://localhost:${console_.address().port}${path}`, { waitUntil: 'networkidle' });
  await page.locator('.cs-loading').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(700);
  const height = await page.evaluate(() => Math.max(900, ...[...document.querySelectorAll('main')].map((one) => one.scrollHeight + 140)));
  await page.setViewportSize({ width, height: Math.min(height, 3000) });
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) console.log(`  wider than the screen by ${overflow} px`);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  for (const { id, help, nodes } of violations) console.log(`  axe ${id}: ${help} — ${nodes.map((node) => node.html.slice(0, 140)).slice(0, 3).join(' | ')}`);
  await page.setViewportSize({ width, height: 900 });
}
await browser.close();
console_.close();
