import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { vi } from 'vitest';
import { makeQueryClient, Session } from '../app/App';

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

interface Answer {
  status?: number;
  type?: string;
  body: unknown;
}

/** Answers calls below /ajax-api by "METHOD /path", and keeps what was asked. */
export function serve(answers: Record<string, Answer>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname, searchParams: query } = new URL(request.url);
    const path = pathname.replace('/ajax-api', '');
    const text = await request.text();
    calls.push({ method: request.method, path, query, headers: request.headers, body: parsed(text, request.headers.get('Content-Type')) });
    const { status = 200, type = 'application/json', body } = answers[`${request.method} ${path}`] ?? notFound(path);
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      headers: { 'Content-Type': type, 'X-Request-Id': 'request-1' },
    });
  });
  return calls;
}

function parsed(text: string, type: string | null): unknown {
  return text && type?.includes('json') ? JSON.parse(text) : text || undefined;
}

export function problem(status: number, slug: string, detail: string): Answer {
  return {
    status,
    type: 'application/problem+json',
    body: { type: `urn:countersign:problem:${slug}`, title: 'A title', status, detail, instance: 'urn:uuid:request-1' },
  };
}

function notFound(path: string): Answer {
  return problem(404, 'not-found', `Nothing is served at ${path}`);
}

export function me(...roles: string[]): Answer {
  return { body: { subject: 'me', name: 'Ada Approbato', roles, authentication: { method: 'oidc-session' } } };
}

/** The console as it is at that address. */
export function open(address: string) {
  return render(
    <QueryClientProvider client={makeQueryClient()}>
      <MemoryRouter initialEntries={[address]}>
        <Session />
      </MemoryRouter>
    </QueryClientProvider>,
  );
}
