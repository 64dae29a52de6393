/** Paths of the console's pages; names and ids are encoded here and nowhere else. */
export const links = {
  home: () => '/',
  models: () => '/models',
  model: (name: string) => `/models/${encodeURIComponent(name)}`,
  version: (name: string, version: number) => `/models/${encodeURIComponent(name)}/versions/${version}`,
  experiments: () => '/experiments',
  experiment: (id: string) => `/experiments/${encodeURIComponent(id)}`,
  run: (id: string) => `/runs/${encodeURIComponent(id)}`,
  compareRuns: (ids: string[]) => `/runs/compare?runs=${ids.map(encodeURIComponent).join(',')}`,
  inbox: () => '/inbox',
  promotions: () => '/promotions',
  promotion: (id: string) => `/promotions/${encodeURIComponent(id)}`,
  reports: () => '/reports',
  ledger: () => '/ledger',
  keys: () => '/keys',
  access: () => '/access',
  logout: () => '/logout',
};
