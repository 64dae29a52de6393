// What Maven runs: `npm ci` and `npm run build`, each only when what it reads has changed since it last succeeded.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const TOOLS = ['package.json', 'package-lock.json', '.npmrc'];
const SOURCES = [
  ...TOOLS,
  'index.html',
  'vite.config.ts',
  'tsconfig.json',
  'eslint.config.js',
  '../docs/api/openapi.yaml',
  ...filesBelow('src').filter((path) => path !== join('src', 'api', 'schema.ts')),
  ...filesBelow('public'),
  ...filesBelow('dev'),
  ...filesBelow('scripts'),
];

requireLicences(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages);
run(TOOLS, join('node_modules', '.countersign-stamp'), ['ci', '--no-audit', '--no-fund']);
run(SOURCES, join('target', 'console-stamp'), ['run', 'build']);

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function run(inputs, stamp, npmArguments) {
  const digest = createHash('sha256');
  for (const path of inputs) {
    digest.update(`${path}\0`).update(readFileSync(path));
  }
  const now = digest.digest('hex');
  if (read(stamp) === now) {
    console.log(`npm ${npmArguments.join(' ')}: unchanged`);
    return;
  }
  // npm is a batch file on Windows, which only a shell can start.
  const { status, error } = spawnSync('npm', npmArguments, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error || status !== 0) {
    console.error(error?.message ?? `npm ${npmArguments.join(' ')} failed with status ${status}`);
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}

/** What the bundle may hold; bpmn.io's licence is MIT with the duty to show its mark, component-props (MIT) names its own in its Readme alone. */
function requireLicences(packages) {
  const allowed = ['MIT', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'ISC', 'SEE LICENSE IN LICENSE'];
  const own = (path) => /node_modules\/(bpmn-js|dmn-js|dmn-js-[a-z-]+)$/.test(path);
  const refused = Object.entries(packages).filter(
    ([path, { dev, license = 'none' }]) =>
      path !== '' && path !== 'node_modules/component-props' && !dev && !(allowed.includes(license) && (license !== 'SEE LICENSE IN LICENSE' || own(path))),
  );
  if (refused.length > 0) {
    console.error(`Not to be shipped, by licence:\n${refused.map(([path, { license }]) => `${path}: ${license ?? 'none'}`).join('\n')}`);
    process.exit(1);
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
