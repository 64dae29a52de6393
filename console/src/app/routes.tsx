import { type ComponentType, lazy } from 'react';
import type { Role } from './me';

interface PageRoute {
  path: string;
  page: ComponentType;
  /** One of these is needed; left out: everybody who is signed in. */
  roles?: Role[];
  /** Its entry in the navigation, if it has one. */
  nav?: string;
}

const Home = lazy(() => import('../features/home/HomePage'));
const Models = lazy(() => import('../features/models/ModelsPage'));
const Model = lazy(() => import('../features/models/ModelPage'));
const Version = lazy(() => import('../features/models/VersionPage'));
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

/** Every page, loaded when it is first visited, with the role it needs. */
export const routes: PageRoute[] = [
  { path: '/', page: Home, nav: 'Home' },
  { path: '/models', page: Models, nav: 'Models' },
  { path: '/models/:name', page: Model },
  { path: '/models/:name/versions/:version', page: Version },
  { path: '/experiments', page: Experiments, nav: 'Experiments' },
  { path: '/experiments/:id', page: Experiment },
  { path: '/runs/compare', page: CompareRuns },
  { path: '/runs/:id', page: Run },
  { path: '/inbox', page: Inbox, nav: 'Inbox', roles: ['engineer', 'validator', 'risk-approver', 'model-owner', 'admin'] },
  { path: '/promotions', page: Promotions, nav: 'Promotions' },
  { path: '/promotions/:id', page: Promotion },
  { path: '/findings', page: Findings, nav: 'Findings' },
  { path: '/findings/:id', page: Finding },
  { path: '/policies', page: Policies, nav: 'Policies' },
  { path: '/policies/changes/:id', page: PolicyChange },
  { path: '/policies/:id/:version', page: Policy },
  { path: '/reports', page: Reports, nav: 'Reports' },
  { path: '/ledger', page: Ledger, nav: 'Ledger', roles: ['auditor', 'admin'] },
  { path: '/access', page: Access, nav: 'People and access', roles: ['auditor', 'admin'] },
  { path: '/webhooks', page: Webhooks, nav: 'Webhooks', roles: ['admin', 'model-owner'] },
  { path: '/keys', page: Keys, nav: 'API keys' },
];
