import { queryOptions } from '@tanstack/react-query';
import { api, body, type Schemas } from './client';

/** What people comment on. */
export type Remarked = 'promotions' | 'findings' | 'policy-changes';

const LIST = {
  promotions: (id: string) => body(api.GET('/v1/promotions/{id}/remarks', { params: { path: { id } } })),
  findings: (id: string) => body(api.GET('/v1/findings/{id}/remarks', { params: { path: { id } } })),
  'policy-changes': (id: string) => body(api.GET('/v1/policy-changes/{id}/remarks', { params: { path: { id } } })),
};

type Said = Schemas['RemarkRequest'];

const ADD = {
  promotions: (id: string, said: Said) => body(api.POST('/v1/promotions/{id}/remarks', { params: { path: { id } }, body: said })),
  findings: (id: string, said: Said) => body(api.POST('/v1/findings/{id}/remarks', { params: { path: { id } }, body: said })),
  'policy-changes': (id: string, said: Said) => body(api.POST('/v1/policy-changes/{id}/remarks', { params: { path: { id } }, body: said })),
};

export function remarksOf(about: Remarked, id: string) {
  return queryOptions({ queryKey: ['remarks', about, id], queryFn: () => LIST[about](id) });
}

export function addRemark(about: Remarked, id: string, said: Said) {
  return ADD[about](id, said);
}
