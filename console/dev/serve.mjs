// Serves the built console with the mock data below it and the policy that the server sets, for looking at pages without a server.
// `npm run build && npm run mock`, then http://127.0.0.1:4170/?as=engineer (or approver, auditor, nobody).
// With COUNTERSIGN_URL=http://localhost:8080 the calls go to that server instead, in the session that the browser has there.
import { readFile } from 'node:fs/promises';
import { createServer, request as forward } from 'node:http';
import { extname, join, normalize } from 'node:path';
import * as data from './fixtures.mjs';

const ROOT = 'target/classes/META-INF/resources';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

function problem(status, slug, detail) {
  return { status, type: 'application/problem+json', body: { type: `urn:countersign:problem:${slug}`, title: detail, status, detail, instance: 'urn:uuid:019aaf00-0000-7000-8000-000000000001' } };
}

const list = (items) => ({ items });
const SERVED = [
  [/^\/v1\/promotions\/[^/]+\/process$/, data.process],
  [/\/thresholds$/, data.thresholdsDmn, 'application/xml'],
  [/\/required-sign-offs$/, data.signOffsDmn, 'application/xml'],
  [/^\/v1\/policies$/, list(data.policies)],
  [/^\/v1\/policy-changes$/, list(data.changes)],
  [/^\/v1\/policy-changes\/c1$/, data.changes[0]],
  [/^\/v1\/findings$/, list(data.findings)],
  [/^\/v1\/findings\/f1$/, data.findings[0]],
  [/^\/v1\/findings\/f2$/, data.findings[1]],
  [/^\/v1\/waivers$/, list(data.waivers)],
  [/^\/v1\/models\/[^/]+\/inventory$/, data.inventory],
  [/^\/v1\/models\/[^/]+\/versions\/\d+\/history$/, list(data.stageHistory)],
  [/^\/v1\/lineage\/graph$/, data.lineage],
  [/^\/v1\/webhooks$/, list(data.webhooks)],
  [/^\/v1\/webhooks\/[^/]+\/deliveries$/, list([])],
  [/^\/v1\/keys$/, list(data.keys)],
  [/^\/v1\/people$/, list(data.known)],
  [/^\/v1\/grants$/, list(data.grants)],
  [/^\/v1\/stages$/, data.stages],
  [/^\/v1\/models\/[^/]+\/versions\/\d+\/obstacles$/, list([])],
  [/^\/v1\/models\/[^/]+\/versions\/\d+\/card$/, data.card],
  [/^\/v1\/models\/[^/]+\/tier-overrides$/, list(data.tierOverrides)],
  [/^\/v1\/models\/[^/]+\/(documents|forms)$/, list([])],
  [/^\/v1\/inventory$/, list([data.inventory])],
  [/^\/v1\/promotions\/[^/]+\/remarks$/, list([])],
  [/^\/v1\/ledger\/requests$/, list(data.custodyRequests)],
  [/^\/v1\/ledger\/holds$/, list(data.ledgerHolds)],
  [/^\/v1\/ledger\/retention$/, { minimumDays: 3650 }],
  [/^\/v1\/ledger\/replay$/, { agrees: true, entries: 1284, compared: { stage: 9, alias: 2, promotion: 4, 'sign-off': 3 }, differenceCount: 0, differences: [] }],
  [/^\/v1\/retention\/candidates$/, list(data.purgeCandidates)],
  [/^\/v1\/(retention\/purges|legal-holds|outbox|refused-calls)$/, list([])],
  [/^\/v1\/engine\/incidents$/, list(data.incidents)],
  [/^\/v1\/engine\/processes$/, list(data.processes)],
  [/^\/v1\/me\/absences$/, list(data.absences)],
  [/^\/v1\/me\/notices$/, { email: 'priya@example.com' }],
  [/^\/v1\/access-review$/, { asOf: '2026-11-23T09:20:00Z', people: [] }],
  [/^\/v1\/runs\/[^/]+\/comments$/, list(data.comments)],
  [/^\/v1\/runs\/[^/]+$/, data.runDetail],
];

function answer(method, path, query, me, body) {
  const ok = (value, status = 200, type = 'application/json') => ({ status, type, body: value });
  const page = (items) => ok({ items: me.roles.length === 0 ? [] : items });
  const promotion = data.promotions.find((one) => path.startsWith(`/v1/promotions/${one.id}`));
  if (method === 'POST' && path === '/v1/promotions') {
    if (body.version === 1) {
      return { ...problem(422, 'thresholds-failed', '1 of 1 thresholds failed'), body: { ...problem(422, 'thresholds-failed', '1 of 1 thresholds failed').body, results: data.promotions[3].thresholds } };
    }
    return ok(data.promotions[0], 201);
  }
  if (method === 'POST' && path.endsWith('/sign-offs')) {
    const signOff = { ...me, role: body.role, meaning: body.meaning, comment: body.comment, signedAt: new Date().toISOString(), evidenceDigest: body.evidenceDigest, ledgerEntry: '019aaf3a-aaaa-7bbb-8ccc-ddddeeee0000' };
    return ok({ promotion: { ...promotion, state: 'approved', signOffs: [...promotion.signOffs, signOff] }, signOff, inclusion: data.inclusion(signOff.ledgerEntry) }, 201);
  }
  if (method === 'POST' && path === '/v1/promotions/dry-run') return ok(data.dryRun);
  if (method === 'POST' && path === '/v1/reports') return problem(503, 'unavailable', 'The ledger has not signed a checkpoint for 40 seconds');
  if (path === '/v1/me') return ok({ ...me, authentication: { method: 'oidc-session' } });
  if (path === '/v1/models') return page(data.models.filter((m) => !query.get('filter') || m.name.includes(query.get('filter').split('%')[1])));
  const fixed = SERVED.find(([pattern]) => pattern.test(path));
  if (method === 'GET' && fixed) return ok(fixed[1], 200, fixed[2]);
  if (/\/versions\/\d+$/.test(path)) return ok(data.version);
  if (path.startsWith('/v1/models/')) {
    const found = data.models.find((m) => m.name === decodeURIComponent(path.slice('/v1/models/'.length)));
    return found ? ok(found) : problem(404, 'not-found', 'There is no registered model of that name');
  }
  if (path === '/v1/promotions') {
    return page(data.promotions.filter((p) => (!query.get('state') || p.state === query.get('state')) && (!query.get('model') || p.model === query.get('model'))));
  }
  if (path.endsWith('/evidence')) return ok({ evidence: 'frozen' });
  if (promotion) return ok(promotion);
  if (path === '/v1/tasks') return page(me.roles.includes('risk-approver') ? data.tasks : []);
  if (path === '/v1/reports') return page(data.reports);
  if (path === '/v1/ledger/entries') return page(data.entries);
  if (path === '/v1/ledger/checkpoint') return ok(data.checkpoint, 200, 'text/plain');
  if (path === '/v1/ledger/key') return ok('countersign.example/ledger+12345678+AbCdEfGhIjKlMnOp', 200, 'text/plain');
  if (path.endsWith('/inclusion')) return ok(data.inclusion(path.split('/')[4]));
  return problem(404, 'not-found', 'There is no such thing');
}

async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : undefined;
}

/** Hands a call to a running server. */
function pass(server, request, response) {
  const headers = { ...request.headers, host: new URL(server).host };
  if (headers.origin) headers.origin = server;
  const call = forward(new URL(request.url, server), { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  call.on('error', () => response.writeHead(502).end());
  request.pipe(call);
}

export function start(port = 4170, real = process.env.COUNTERSIGN_URL) {
  let me = data.people.approver;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://mock');
    me = data.people[url.searchParams.get('as')] ?? me;
    if (real && /^\/(ajax-api|logout|step-up)\b/.test(url.pathname)) {
      pass(real, request, response);
      return;
    }
    if (url.pathname.startsWith('/ajax-api/')) {
      const found =
        request.headers['x-requested-with'] === 'XMLHttpRequest'
          ? answer(request.method, url.pathname.slice('/ajax-api'.length), url.searchParams, me, await readJson(request))
          : problem(403, 'forbidden', 'X-Requested-With is missing');
      response.writeHead(found.status, { 'Content-Type': found.type, 'X-Request-Id': '019aaf00-0000-7000-8000-000000000001' });
      response.end(typeof found.body === 'string' ? found.body : JSON.stringify(found.body));
      return;
    }
    const isFile = extname(url.pathname) in TYPES;
    const path = join(ROOT, isFile ? normalize(url.pathname) : 'index.html');
    try {
      const bytes = await readFile(path);
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)], 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff' });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

if (process.argv[1].endsWith('serve.mjs')) {
  await start();
  console.log('http://127.0.0.1:4170/');
}
