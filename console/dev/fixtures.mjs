import { readFileSync } from 'node:fs';

// Data for looking at the console without a server. Nothing of this is shipped.
const ana = { subject: '3b9d1c52-55a8-4cf9-8f0d-3f6f1a0d8c77', name: 'Ana Lima' };
const jonas = { subject: 'c0a8b3de-1f5d-4a7c-8a3b-2c9e5f6d7081', name: 'Jonas Weber' };
const priya = { subject: '7f1c9f0e-6f0c-4b8e-9d5c-0f2d7c1f3a11', name: 'Priya Natarajan' };
const DIGEST = '8d1f3c0ab95f7e6d3c2b1a0f9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a291807';
const hex = (seed) => Array.from({ length: 64 }, (_, i) => ((i * 7 + seed * 13) % 16).toString(16)).join('');

export const people = {
  approver: { ...priya, roles: ['risk-approver'] },
  engineer: { ...ana, roles: ['engineer'] },
  validator: { ...jonas, roles: ['validator'] },
  admin: { subject: 'ad', name: 'Nora Admin', roles: ['admin'] },
  auditor: { subject: 'a9', name: 'Miriam Okafor', roles: ['auditor'] },
  nobody: { subject: 'n0', name: 'New Person', roles: [] },
};

export const models = [
  {
    name: 'credit-scoring',
    description: 'Probability of default within twelve months, for consumer loans up to 50,000 euros',
    createdAt: '2026-11-02T08:00:00Z',
    updatedAt: '2026-11-23T09:15:30Z',
    latestVersions: [
      { version: 1, stage: 'Archived' },
      { version: 2, stage: 'Production' },
      { version: 3, stage: 'None' },
    ],
    versionCount: 3,
    aliases: [
      { alias: 'champion', version: 2 },
      { alias: 'challenger', version: 3 },
    ],
    versions: [
      { version: 3, stage: 'None', runId: '0c1d2e3f405142638475869708192a3b', registeredAt: '2026-11-23T09:15:30Z', registeredBy: ana, description: 'Gradient boosting, retrained on October data' },
      { version: 2, stage: 'Production', runId: '9a8b2e3f405142638475869708192a3b', registeredAt: '2026-11-10T11:00:00Z', registeredBy: ana, description: 'Gradient boosting' },
      { version: 1, stage: 'Archived', registeredAt: '2026-11-02T08:00:00Z', registeredBy: jonas, description: '' },
    ],
  },
  { name: 'churn', description: '', createdAt: '2026-11-02T08:00:00Z', updatedAt: '2026-11-20T08:00:00Z', latestVersions: [{ version: 7, stage: 'Staging' }], versionCount: 7, versions: [], aliases: [] },
  { name: 'fraud-cards', description: '<b>Card</b> fraud in real time', createdAt: '2026-10-02T08:00:00Z', updatedAt: '2026-11-21T08:00:00Z', latestVersions: [{ version: 4, stage: 'Production' }, { version: 5, stage: 'Canary' }], versionCount: 5, versions: [], aliases: [] },
];

export const version = {
  ...models[0].versions[0],
  model: 'credit-scoring',
  source: 'mlflow-artifacts:/1/0c1d2e3f405142638475869708192a3b/artifacts/model',
  manifest: {
    rootDigest: hex(3),
    files: [
      { path: 'MLmodel', sizeBytes: 612, sha256: hex(1) },
      { path: 'model.bin', sizeBytes: 4_812_331, sha256: hex(2) },
    ],
  },
  run: {
    id: '0c1d2e3f405142638475869708192a3b',
    name: 'boosting-october',
    params: { trees: '200', depth: '6', learning_rate: '0.08', seed: '20261023' },
    metrics: {
      'test/auc': 0.7813, 'test/auc/ci_low': 0.7521, 'test/auc/ci_high': 0.8092,
      'test/auc/age:under_25': 0.7442, 'test/auc/age:under_25/ci_low': 0.681, 'test/auc/age:under_25/ci_high': 0.803,
      'test/auc/age:over_25': 0.7901, 'test/log_loss': 0.5214, 'train/auc': 0.8421, 'train/gini_drift': 'NaN',
    },
    tags: { 'mlflow.source.git.commit': '4f1d2a9c', team: 'retail-risk' },
  },
};

const base = {
  model: 'credit-scoring', version: 3, targetStage: 'Production', archiveExisting: true, tier: '3',
  rationale: 'Better calibration on the October data, no loss on any slice.\nThe drift alarm of 14 November is explained by the new income field.',
  requestedBy: ana, requestedAt: '2026-11-23T09:20:00Z', evidenceDigest: DIGEST,
  policy: { id: 'model-promotion', version: 1, digest: hex(9) },
  thresholds: [
    { metric: 'test/auc', comparator: '>=', limit: 0.75, value: 0.7813, verdict: 'passed' },
    { metric: 'test/auc/age:under_25', comparator: '>=', limit: 0.7, value: 0.7442, verdict: 'passed' },
    { metric: 'test/log_loss', comparator: '<=', limit: 0.6, value: 0.5214, verdict: 'passed' },
  ],
  ledgerEntries: ['019aaf10-2222-7333-8444-555566667777'],
};
const jonasSigned = { ...jonas, role: 'validator', meaning: 'validated', comment: 'Reproduced on the holdout; slices checked.', signedAt: '2026-11-23T10:05:41Z', evidenceDigest: DIGEST, ledgerEntry: '019aaf3a-aaaa-7bbb-8ccc-ddddeeeeffff' };

export const promotions = [
  { ...base, id: '019aaf10-1111-7222-8333-444455556666', state: 'open', requiredSignOffs: [{ role: 'validator', meaning: 'validated', count: 1, given: 1 }, { role: 'risk-approver', meaning: 'approved', count: 1, given: 0 }], signOffs: [jonasSigned] },
  { ...base, id: '019aaf10-1111-7222-8333-444455557777', model: 'fraud-cards', version: 5, state: 'open', requiredSignOffs: [{ role: 'risk-approver', meaning: 'approved', count: 2, given: 1 }], signOffs: [] },
  { ...base, id: '019aaf10-1111-7222-8333-444455558888', version: 2, state: 'approved', closedAt: '2026-11-11T10:00:00Z', outcome: 'Version 2 entered Production; version 1 was archived.', requiredSignOffs: [{ role: 'risk-approver', meaning: 'approved', count: 1, given: 1 }], signOffs: [{ ...jonasSigned, ...priya, role: 'risk-approver', meaning: 'approved' }] },
  { ...base, id: '019aaf10-1111-7222-8333-444455559999', version: 1, state: 'refused', closedAt: '2026-11-03T10:00:00Z', outcome: '1 of 3 thresholds failed: test/auc was never logged', thresholds: [{ metric: 'test/auc', comparator: '>=', limit: 0.75, verdict: 'failed', reason: 'The run never logged it' }], requiredSignOffs: [], signOffs: [] },
];

const taskOf = (promotion, id) => ({ id, process: 'model-promotion', requestId: promotion.id, step: 'sign-off', title: 'Sign as risk approver', promotionId: promotion.id, model: promotion.model, version: promotion.version, targetStage: promotion.targetStage, requiredRole: 'risk-approver', meaning: 'approved', requestedBy: promotion.requestedBy, createdAt: promotion.requestedAt, dueAt: '2026-11-30T09:20:00Z' });
export const tasks = [
  { ...taskOf(promotions[0], 't1'), assignee: priya },
  { id: 't3', process: 'finding', requestId: 'f2', step: 'accept', title: 'Accept what was done', model: 'churn', meaning: '', createdAt: '2026-11-20T09:20:00Z', dueAt: '2026-11-22T09:20:00Z', escalated: true },
  { ...taskOf(promotions[1], 't2'), blockedReason: 'You trained this version, so somebody else has to sign it.' },
];

export const reports = [
  { id: '019aaf50-0000-7000-8000-000000000001', template: 'promotion-evidence', subject: { kind: 'promotion', id: promotions[0].id }, createdAt: '2026-11-23T11:00:00Z', createdBy: priya, sha256: hex(5), sizeBytes: 148_220 },
];

const CHECKPOINT = 'countersign.example/ledger\n42\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— countersign.example/ledger dGhpcyBpcyBub3QgYSBzaWduYXR1cmU=\n';
export const checkpoint = CHECKPOINT;
export const inclusion = (entryId) => ({ entryId, status: 'included', leafIndex: 41, treeSize: 42, leafHash: hex(6), proof: [hex(7), hex(8)], checkpoint: CHECKPOINT, url: `/v1/ledger/entries/${entryId}/inclusion` });

export const entries = [
  { entryId: jonasSigned.ledgerEntry, leafIndex: 41, leafHash: hex(6), at: jonasSigned.signedAt, action: 'sign-off.given', subject: { kind: 'promotion', id: promotions[0].id }, actor: jonas, canonical: `{"action":"sign-off.given","actor":"${jonas.subject}","facts":{"evidenceDigest":"${DIGEST}","meaning":"validated"},"v":1}`, disclosures: { name: 'Jonas Weber', comment: jonasSigned.comment } },
  { entryId: '019aaf10-2222-7333-8444-555566667777', leafIndex: 40, at: base.requestedAt, action: 'promotion.requested', subject: { kind: 'model-version', id: 'credit-scoring/3' }, actor: ana, canonical: '{"action":"promotion.requested"}', disclosures: {} },
  { entryId: '019aaf10-2222-7333-8444-555566668888', at: base.requestedAt, action: 'run.sealed', subject: { kind: 'run', id: '0c1d2e3f405142638475869708192a3b' }, actor: { subject: ana.subject }, canonical: '{"action":"run.sealed"}', disclosures: {} },
];

const file = (path) => readFileSync(new URL(`../../approval-workflows/src/main/resources/${path}`, import.meta.url), 'utf8');
export const thresholdsDmn = file('policies/model-promotion/thresholds.dmn');
export const signOffsDmn = file('policies/model-promotion/required-sign-offs.dmn');
const bpmn = file('processes/model-promotion.bpmn');
const ids = (element) => [...bpmn.matchAll(new RegExp(`<(?:bpmn:)?${element} id="([^"]+)"`, 'g'))].map(([, id]) => id);
export const process = { key: 'model-promotion', version: 1, bpmn, passed: [...ids('startEvent').slice(0, 1), ...ids('sequenceFlow').slice(0, 1)], active: ids('userTask').slice(0, 1) };

export const findings = [
  { id: 'f1', model: 'credit-scoring', version: 3, title: 'Slice under 25 has few observations', area: 'data', description: 'Only 42 applicants under 25 in the test split; the interval is wide.', severity: 'medium', owner: ana, dueAt: '2026-12-15T23:59:59Z', raisedBy: jonas, raisedAt: '2026-11-21T09:20:00Z', state: 'open', overdue: false },
  { id: 'f2', model: 'churn', title: 'Monitoring plan is missing', area: 'monitoring', description: '', severity: 'high', owner: ana, dueAt: '2026-11-20T23:59:59Z', raisedBy: jonas, raisedAt: '2026-11-01T09:20:00Z', state: 'remedied', overdue: true, remedy: 'Plan written and reviewed with operations; see the document on the model page.' },
];
export const waivers = [
  { id: 'w1', promotionId: promotions[2].id, model: 'credit-scoring', metric: 'test/auc/age:over_60', target: 'Production', policy: 'model-promotion@1', reason: 'Ten applicants only; the whole is well above the limit.', askedBy: ana, grantedBy: priya, grantedAt: '2026-11-10T09:00:00Z', until: '2027-02-28T00:00:00Z', ledgerEntry: jonasSigned.ledgerEntry },
];
export const policies = [
  { id: 'model-promotion', version: 2, digest: hex(4), shipped: false, inForce: true, publishedAt: '2026-11-15T09:00:00Z', publishedBy: priya.subject, author: jonas.subject, effectiveFrom: '2026-11-16T00:00:00Z' },
  { id: 'model-promotion', version: 1, digest: hex(9), shipped: true, inForce: false, publishedAt: '2026-10-01T09:00:00Z', publishedBy: 'system', author: 'system', effectiveFrom: '2026-10-01T09:00:00Z' },
];
export const changes = [
  { id: 'c1', kind: 'guard', subject: 'Staging', setting: 'model-promotion', rationale: 'Staging feeds the branch pilot since October: what enters it decides about people.', effectiveFrom: '2026-12-01T00:00:00Z', author: jonas, proposedAt: '2026-11-22T09:20:00Z', proposalDigest: hex(11), state: 'open' },
  { id: 'c2', kind: 'tables', subject: 'model-promotion', rationale: 'AUC of every age group', effectiveFrom: '2026-11-16T00:00:00Z', author: jonas, proposedAt: '2026-11-14T09:20:00Z', proposalDigest: hex(4), state: 'published', reviewer: priya, comment: 'Back-tested on 40 requests', closedAt: '2026-11-15T09:00:00Z', published: 'model-promotion@2' },
];
export const inventory = {
  model: 'credit-scoring', revision: 3,
  fields: { purpose: 'Decides whether a consumer loan is offered', intendedUse: 'Loans up to 50,000 euros, applied for online', prohibitedUse: 'Limits of existing customers', owner: priya, developer: ana, businessLine: 'Retail credit', origin: 'internal', classification: 'model', exposure: 3, purposeScore: 4, nextRevalidation: '2027-05-31' },
  tier: { value: 2, source: 'scored', table: 'risk-tier@1' },
  missing: [{ code: 'inventory-field', field: 'limitations', text: 'Limitations are not described' }],
  updatedAt: '2026-11-20T09:20:00Z', updatedBy: priya,
};
export const stageHistory = [
  { stage: 'None', at: '2026-11-02T08:00:00Z', by: ana, ledgerEntry: 'e1' },
  { from: 'None', stage: 'Staging', at: '2026-11-09T08:00:00Z', by: ana, ledgerEntry: 'e2' },
  { from: 'Staging', stage: 'Production', at: '2026-11-11T10:00:00Z', by: priya, requestId: promotions[2].id, ledgerEntry: 'e3' },
];
export const lineage = {
  root: 'model-version:credit-scoring:3', truncated: false,
  nodes: [
    { id: 'model-version:credit-scoring:3', kind: 'model-version' },
    { id: 'run:0c1d2e3f405142638475869708192a3b', kind: 'run', label: 'boosting-october', state: 'FINISHED' },
    { id: 'dataset:mlflow:german-credit@19edcfbf', kind: 'dataset' },
    { id: 'dataset:mlflow:german-credit@497417e0', kind: 'dataset' },
    { id: 'deployment:d1', kind: 'deployment', label: 'pilot in eu-1' },
  ],
  edges: [
    { from: 'dataset:mlflow:german-credit@19edcfbf', to: 'run:0c1d2e3f405142638475869708192a3b' },
    { from: 'dataset:mlflow:german-credit@497417e0', to: 'run:0c1d2e3f405142638475869708192a3b' },
    { from: 'run:0c1d2e3f405142638475869708192a3b', to: 'model-version:credit-scoring:3' },
    { from: 'model-version:credit-scoring:3', to: 'deployment:d1' },
  ],
};
export const webhooks = [
  { id: 'h1', api: 'mlflow', name: 'deploy-on-champion', description: 'Tells the deployment pipeline', url: 'https://ci.example.org/hooks/models', events: ['model_version_alias.created'], status: 'ACTIVE', signed: true, createdAt: '2026-11-01T09:00:00Z', updatedAt: '2026-11-20T09:00:00Z' },
];
export const keys = [
  { id: 'k1', kind: 'personal', name: 'nightly training', hint: 'ctsk_3fa9c1', accountable: ana, roles: ['engineer'], experiments: [{ name: 'credit-', prefix: true }], state: 'active', createdAt: '2026-11-01T09:00:00Z', createdBy: ana.subject, expiresAt: '2027-01-30T09:00:00Z', lastUsedAt: '2026-11-23T02:00:00Z' },
  { id: 'k2', kind: 'service', name: 'deployment pipeline', hint: 'ctsk_77b0aa', accountable: priya, roles: ['deployer'], state: 'revoked', createdAt: '2026-10-01T09:00:00Z', createdBy: 'admin', expiresAt: '2026-12-30T09:00:00Z' },
];
export const known = [ana, jonas, priya].map((person, i) => ({ ...person, kind: 'person', roles: [['engineer'], ['validator'], ['risk-approver', 'model-owner']][i], client: 'countersign-console', firstSeenAt: '2026-10-01T09:00:00Z', lastSeenAt: '2026-11-23T09:00:00Z' }));
export const grants = [{ ...ana, role: 'engineer', models: [{ name: 'credit-', prefix: true }], changedAt: '2026-11-01T09:00:00Z', changedBy: 'admin' }];
export const runDetail = {
  id: '0c1d2e3f405142638475869708192a3b', sealed: 'sealed',
  seal: { digest: hex(12), sealedAt: '2026-11-23T09:15:00Z', ledgerEntry: jonasSigned.ledgerEntry },
  reproducibility: {
    present: 2, total: 4,
    items: [
      { name: 'code', title: 'Code', state: 'present', found: [{ what: 'commit', value: '4f1d2a9c', source: 'tag mlflow.source.git.commit' }] },
      { name: 'data', title: 'Data', state: 'present', found: [{ what: 'digest', value: '19edcfbf', source: 'dataset german-credit' }] },
      { name: 'environment', title: 'Environment', state: 'partial', advice: 'Log a lock file such as requirements.txt with exact versions.', found: [{ what: 'Python', value: '3.11', source: 'artifact conda.yaml' }] },
      { name: 'hardware', title: 'Hardware', state: 'missing', advice: 'Log CPU and GPU as tags.', found: [] },
    ],
  },
};
export const comments = [{ id: 'c1', text: 'Depth 6 overfits on the October data; kept 4.', author: ana, writtenAt: '2026-11-23T09:18:00Z', ledgerEntry: jonasSigned.ledgerEntry }];

export const stages = {
  items: [
    { name: 'None', position: 0, active: false, exclusive: false },
    { name: 'Staging', position: 1, active: true, exclusive: false },
    { name: 'Production', position: 2, active: true, exclusive: true, guardedBy: 'model-promotion' },
    { name: 'Archived', position: 3, active: false, exclusive: false },
  ],
  protectedAliases: ['champion', 'production'],
};

export const dryRun = {
  wouldPass: false,
  tier: '2',
  policy: promotions[0].policy,
  thresholds: promotions[3].thresholds,
  requiredSignOffs: promotions[0].requiredSignOffs,
};

export const card = {
  model: 'credit-scoring',
  version: 3,
  sections: [
    {
      key: 'use',
      title: 'Intended use',
      items: [
        { field: 'intendedUse', value: 'Consumer loans up to 50,000 euros', origin: 'entered', source: 'inventory' },
        { field: 'prohibitedUse', value: '', origin: 'empty', source: 'inventory' },
      ],
    },
    { key: 'performance', title: 'Performance', items: [{ field: 'test/auc', value: '0.78', origin: 'known', source: 'run' }] },
  ],
};

export const tierOverrides = [
  { id: 'o1', model: 'credit-scoring', tier: 1, reason: 'Its results are sold to other banks', askedAt: '2026-11-20T09:00:00Z', askedBy: { subject: 'otto', name: 'Otto Owner' } },
];

export const custodyRequests = [
  { id: 'c1', kind: 'erase-person', target: 'erin', texts: true, reason: 'She asked for it', state: 'open', requestedBy: 'adam', requestedAt: '2026-11-20T09:00:00Z' },
];

export const ledgerHolds = [
  { id: 'h1', scope: 'subject', subject: { kind: 'registered-model', id: 'credit-scoring' }, reason: 'Claim 2026-117', placedBy: 'adam', placedAt: '2026-11-20T09:00:00Z' },
];

export const purgeCandidates = [
  { runId: '0c1d2e3f405142638475869708192a3b', name: 'forgotten-fox', experiment: 'credit', deletedAt: '2026-10-01T09:00:00Z', files: 3, artifactBytes: 1_200_000, metricPoints: 40_000, obstacles: [] },
  { runId: '1c1d2e3f405142638475869708192a3b', name: 'kept-kite', experiment: 'credit', deletedAt: '2026-10-01T09:00:00Z', files: 1, artifactBytes: 20_000, metricPoints: 200, obstacles: ['credit-scoring, version 2 stands on it'] },
];

export const incidents = [
  { id: 'i1', process: 'model-promotion', requestId: promotions[0].id, step: 'apply', message: 'The database was away', at: '2026-11-23T09:20:00Z' },
];

export const processes = [{ process: 'model-promotion', version: 1, running: 1 }];

export const absences = [{ from: '2026-12-24', until: '2027-01-02', deputy: { subject: 'vera', name: 'Vera Valid' } }];
