// Takes a picture of every page, in both themes, and fails when the browser complains. `npm run screenshots -- FOLDER`
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { start } from './serve.mjs';

const [folder = 'target/screenshots', only = ''] = process.argv.slice(2);
const PROMOTION = '/promotions/019aaf10-1111-7222-8333-444455556666';
const SHOTS = [
  ['home', 'approver', '/'],
  ['home-dark', 'approver', '/', { dark: true }],
  ['home-nobody', 'nobody', '/'],
  ['models', 'engineer', '/models'],
  ['models-none', 'engineer', '/models?search=zzz'],
  ['model', 'engineer', '/models/credit-scoring'],
  ['model-missing', 'engineer', '/models/nothing'],
  ['version', 'engineer', '/models/credit-scoring/versions/3'],
  ['request', 'engineer', '/models/credit-scoring/versions/3', { act: (page) => page.getByRole('button', { name: 'Request promotion' }).click() }],
  ['inbox', 'approver', '/inbox'],
  ['promotions', 'approver', '/promotions'],
  ['promotion', 'approver', PROMOTION],
  ['promotion-dark', 'approver', PROMOTION, { dark: true }],
  ['promotion-requester', 'engineer', PROMOTION],
  ['promotion-refused', 'approver', '/promotions/019aaf10-1111-7222-8333-444455559999'],
  ['sign', 'approver', PROMOTION, { act: (page) => page.getByRole('button', { name: 'Review and sign' }).click() }],
  ['signed', 'approver', PROMOTION, { act: sign }],
  ['findings', 'validator', '/findings'],
  ['finding', 'validator', '/findings/f2'],
  ['policies', 'approver', '/policies'],
  ['policy', 'approver', '/policies/model-promotion/1', { act: (page) => page.getByText('Sign-offs').first().waitFor() }],
  ['policy-change', 'approver', '/policies/changes/c1'],
  ['propose', 'approver', '/policies', { act: (page) => page.getByRole('button', { name: 'Propose a change' }).click() }],
  ['inventory', 'approver', '/models/credit-scoring?tab=inventory', { act: (page) => page.getByRole('button', { name: 'Edit' }).click() }],
  ['keys', 'admin', '/keys'],
  ['keys-narrow', 'admin', '/keys', { width: 420 }],
  ['access', 'admin', '/access'],
  ['webhooks', 'admin', '/webhooks'],
  ['dry-run', 'engineer', '/models/credit-scoring/versions/3?tab=dry-run', { act: (page) => page.getByRole('button', { name: 'Judge it' }).click() }],
  ['card', 'engineer', '/models/credit-scoring/versions/3?tab=card'],
  ['tier', 'approver', '/models/credit-scoring?tab=inventory'],
  ['stages', 'admin', '/stages'],
  ['custody', 'admin', '/custody'],
  ['retention', 'admin', '/retention'],
  ['operations', 'admin', '/operations'],
  ['absences', 'approver', '/absences'],
  ['review', 'auditor', '/access?tab=review'],
  ['verification', 'auditor', '/ledger?tab=verification', { act: (page) => page.getByRole('button', { name: 'Compare now' }).click() }],
  ['reports', 'approver', '/reports'],
  ['make-report-fails', 'approver', '/reports', { act: makeReport }],
  ['ledger', 'auditor', '/ledger', { act: (page) => page.getByRole('button', { name: 'Details' }).first().click() }],
  ['ledger-denied', 'engineer', '/ledger'],
  ['missing', 'engineer', '/no/such/page'],
  ['promotion-narrow', 'approver', PROMOTION, { width: 420 }],
  ['account', 'approver', '/', { act: (page) => page.getByRole('button', { name: 'Priya Natarajan' }).click() }],
];

async function sign(page) {
  await page.getByRole('button', { name: 'Review and sign' }).click();
  await page.getByLabel('Comment').fill('Evidence read, slices checked');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByText('in the ledger as leaf').waitFor();
}

async function makeReport(page) {
  await page.getByRole('button', { name: 'Make report' }).click();
  await page.getByLabel('Promotion').selectOption({ index: 1 });
  await page.getByRole('dialog').getByRole('button', { name: 'Make report' }).click();
  await page.getByText('40 seconds').first().waitFor();
}

mkdirSync(folder, { recursive: true });
const server = await start(Number(process.env.PORT ?? 4171));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const complaints = [];
for (const [name, as, path, { dark = false, act, width = 1360 } = {}] of SHOTS.filter(([name]) => name.includes(only))) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' });
  page.on('console', (message) => {
    // A refusal that the mock gives on purpose is reported by the browser as a failed resource.
    if (['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource')) {
      complaints.push(`${name}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`${name}: ${error}`));
  await page.goto(`${origin}${path}${path.includes('?') ? '&' : '?'}as=${as}`, { waitUntil: 'networkidle' });
  await page.locator('.cs-loading').first().waitFor({ state: 'detached' });
  await act?.(page);
  await page.waitForTimeout(400);
  const height = await page.evaluate(() => {
    const inner = [...document.querySelectorAll('main, main *')].map((element) => element.scrollHeight);
    return Math.max(900, Math.max(0, ...inner) + 140);
  });
  await page.setViewportSize({ width, height: Math.min(height, 2400) });
  await page.waitForTimeout(200);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();
server.close();
complaints.forEach((complaint) => console.error(complaint));
process.exitCode = complaints.length ? 1 : 0;
