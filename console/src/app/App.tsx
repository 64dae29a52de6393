import { Bullseye, Content, PageSection } from '@patternfly/react-core';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { type ComponentType, Suspense } from 'react';
import { BrowserRouter, Link, Route, Routes, useLocation } from 'react-router-dom';
import { ApiProblem } from '../api/problem';
import { queries } from '../api/queries';
import { Loading } from '../shared/Loading';
import { Page } from '../shared/Page';
import { ProblemAlert } from '../shared/ProblemAlert';
import { roleName } from '../shared/text';
import { MeProvider, type Role, useHasRole } from './me';
import { PageBoundary } from './PageBoundary';
import { routes } from './routes';
import { Shell } from './Shell';

/** A refusal stays one however often it is asked again; only a server that was not reached is tried once more. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 1 && ApiProblem.of(error).status === 0,
        staleTime: 5_000,
      },
    },
  });
}

export function App({ client }: { client: QueryClient }) {
  return (
    <QueryClientProvider client={client}>
      <BrowserRouter>
        <Session />
      </BrowserRouter>
    </QueryClientProvider>
  );
}

/** Nothing is shown before it is known who is there. */
export function Session() {
  const me = useQuery(queries.me());
  if (me.data) {
    return (
      <MeProvider value={me.data}>
        <Shell>
          <Pages />
        </Shell>
      </MeProvider>
    );
  }
  return (
    <Bullseye className="cs-alone">
      {me.error ? <ProblemAlert error={me.error} retry={() => void me.refetch()} /> : <Loading what="your session" />}
    </Bullseye>
  );
}

function Pages() {
  const { pathname } = useLocation();
  return (
    <PageBoundary key={pathname}>
      <Suspense
        fallback={
          <PageSection isFilled>
            <Loading what="the page" />
          </PageSection>
        }
      >
        <Routes>
          {routes.map(({ path, page: PageOfRoute, roles }) => (
            <Route key={path} path={path} element={roles ? <ForRoles roles={roles} page={PageOfRoute} /> : <PageOfRoute />} />
          ))}
          <Route path="*" element={<NoSuchPage />} />
        </Routes>
      </Suspense>
    </PageBoundary>
  );
}

function ForRoles({ roles, page: PageOfRoute }: { roles: Role[]; page: ComponentType }) {
  const allowed = useHasRole(...roles);
  if (allowed) {
    return <PageOfRoute />;
  }
  return (
    <Page title="Not for your role">
      <Content component="p">
        This page is for people with the role {roles.map((role) => roleName(role).toLowerCase()).join(' or ')}. An
        administrator of your identity provider grants roles; sign in again after a change.
      </Content>
    </Page>
  );
}

function NoSuchPage() {
  return (
    <Page title="There is no such page">
      <Content component="p">
        The address may be mistyped, or the page has moved. Begin again at the <Link to="/">home page</Link>.
      </Content>
    </Page>
  );
}
