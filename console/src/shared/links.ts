/** Paths of the console's pages; names and ids are encoded here and nowhere else. */
export const links = {
  home: () => '/',
  models: () => '/models',
  model: (name: string) => `/models/${encodeURIComponent(name)}`,
  version: (name: string, version: number) => `/models/${encodeURIComponent(name)}/versions/${version}`,
  inbox: () => '/inbox',
  promotions: () => '/promotions',
  promotion: (id: string) => `/promotions/${encodeURIComponent(id)}`,
  reports: () => '/reports',
  ledger: () => '/ledger',
  logout: () => '/logout',
};
