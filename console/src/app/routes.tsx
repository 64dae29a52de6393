import { type ComponentType, lazy } from 'react';
import type { Role } from './me';

interface PageRoute {
  path: string;
  page: ComponentType;
  /** One of these is needed; left out: everybody who is signed in. */
  roles?: Role[];
  /** Its entry in the navigation, if it has one. */
  nav?: string;
  /** Below which heading it stands there. */
  group?: (typeof GROUPS)[number];
}

const Home = lazy(() => import('../features/home/HomePage'));
const Models = lazy(() => import('../features/models/ModelsPage'));
const Model = lazy(() => import('../features/models/ModelPage'));
const Version = lazy(() => import('../features/models/VersionPage'));
const CompareVersions = lazy(() => import('../features/models/CompareVersionsPage'));
const Experiments = lazy(() => import('../features/runs/ExperimentsPage'));
const Experiment = lazy(() => import('../features/runs/ExperimentPage'));
const Run = lazy(() => import('../features/runs/RunPage'));
const CompareRuns = lazy(() => import('../features/runs/CompareRunsPage'));
const Inbox = lazy(() => import('../features/inbox/InboxPage'));
const Promotions = lazy(() => import('../features/promotions/PromotionsPage'));
const Promotion = lazy(() => import('../features/promotions/PromotionPage'));
const Reports = lazy(() => import('../features/reports/ReportsPage'));
const Ledger = lazy(() => import('../features/ledger/LedgerPage'));
const Policies = lazy(() => import('../features/policies/PoliciesPage'));
const Policy = lazy(() => import('../features/policies/PolicyPage'));
const PolicyChange = lazy(() => import('../features/policies/PolicyChangePage'));
const Findings = lazy(() => import('../features/findings/FindingsPage'));
const Finding = lazy(() => import('../features/findings/FindingPage'));
const Webhooks = lazy(() => import('../features/webhooks/WebhooksPage'));
const Keys = lazy(() => import('../features/access/KeysPage'));
const Access = lazy(() => import('../features/access/AccessPage'));

const Stages = lazy(() => import('../features/stages/StagesPage'));
const Custody = lazy(() => import('../features/custody/CustodyPage'));
const Retention = lazy(() => import('../features/retention/RetentionPage'));
const Operations = lazy(() => import('../features/operations/OperationsPage'));
const Absences = lazy(() => import('../features/absences/AbsencesPage'));
const Inventory = lazy(() => import('../features/inventory/InventoryPage'));

/** Groups of the navigation, in their order. */
export const GROUPS = ['Work', 'Governance', 'Audit', 'Administration'] as const;

/** Every page, loaded when it is first visited, with the role it needs. */
export const routes: PageRoute[] = [
  { path: '/', page: Home, nav: 'Home', group: 'Work' },
  { path: '/inbox', page: Inbox, nav: 'Inbox', group: 'Work', roles: ['engineer', 'validator', 'risk-approver', 'model-owner', 'admin'] },
  { path: '/models', page: Models, nav: 'Models', group: 'Work' },
  { path: '/models/:name', page: Model },
  { path: '/models/:name/compare', page: CompareVersions },
  { path: '/models/:name/versions/:version', page: Version },
  { path: '/experiments', page: Experiments, nav: 'Experiments', group: 'Work' },
  { path: '/experiments/:id', page: Experiment },
  { path: '/runs/compare', page: CompareRuns },
  { path: '/runs/:id', page: Run },
  { path: '/keys', page: Keys, nav: 'API keys', group: 'Work' },
  { path: '/absences', page: Absences },
  { path: '/promotions', page: Promotions, nav: 'Promotions', group: 'Governance' },
  { path: '/promotions/:id', page: Promotion },
  { path: '/findings', page: Findings, nav: 'Findings', group: 'Governance' },
  { path: '/findings/:id', page: Finding },
  { path: '/inventory', page: Inventory, nav: 'Inventory', group: 'Governance' },
  { path: '/policies', page: Policies, nav: 'Policies', group: 'Governance' },
  { path: '/policies/changes/:id', page: PolicyChange },
  { path: '/policies/:id/:version', page: Policy },
  { path: '/stages', page: Stages, nav: 'Stages and aliases', group: 'Governance' },
  { path: '/reports', page: Reports, nav: 'Reports', group: 'Audit' },
  { path: '/ledger', page: Ledger, nav: 'Ledger', group: 'Audit', roles: ['auditor', 'admin'] },
  { path: '/custody', page: Custody, nav: 'Custody', group: 'Audit', roles: ['auditor', 'admin', 'risk-approver'] },
  { path: '/access', page: Access, nav: 'People and access', group: 'Audit', roles: ['auditor', 'admin'] },
  { path: '/retention', page: Retention, nav: 'Retention of runs', group: 'Audit', roles: ['auditor', 'admin'] },
  { path: '/webhooks', page: Webhooks, nav: 'Webhooks', group: 'Administration', roles: ['admin', 'model-owner'] },
  { path: '/operations', page: Operations, nav: 'Operations', group: 'Administration', roles: ['admin', 'auditor'] },
];
