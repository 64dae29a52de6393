import createClient from 'openapi-fetch';
import { ApiProblem } from './problem';
import type { components, paths } from './schema';
import { loginAgain } from './session';

/** Schemas of the contract, by name. */
export type Schemas = components['schemas'];

export const API_MOUNT = '/ajax-api';

/** Sent with every call: it tells a script from a page, and a cross-site form cannot send it. */
export const HEADERS = { 'X-Requested-With': 'XMLHttpRequest' };

export async function send(request: Request): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request);
  } catch {
    throw ApiProblem.unreachable();
  }
  if (response.status === 401 && loginAgain()) {
    // The page is being loaded again: leave the caller waiting rather than flash an error.
    return new Promise(() => undefined);
  }
  if (!response.ok) {
    throw await ApiProblem.fromResponse(response);
  }
  return response;
}

/** The typed client. A call either resolves with an answer of the contract or throws {@link ApiProblem}. */
export const api = createClient<paths>({
  baseUrl: new URL(API_MOUNT, window.location.origin).href,
  headers: HEADERS,
  fetch: send,
});

/** The body of an answer that has one. */
export async function body<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data, response } = await call;
  if (data === undefined) {
    throw new ApiProblem(response.status, { title: 'The server sent an empty answer' });
  }
  return data;
}

/** Fetches a file with the session's protection and hands its bytes on. */
export async function fetchFile(path: string): Promise<Blob> {
  const response = await send(new Request(new URL(API_MOUNT + path, window.location.origin), { headers: HEADERS }));
  return response.blob();
}

/** Sends a file as the body of a call. */
export async function sendFile<T>(path: string, file: Blob): Promise<T> {
  const headers = { ...HEADERS, 'Content-Type': file.type || 'application/octet-stream' };
  const response = await send(new Request(new URL(API_MOUNT + path, window.location.origin), { method: 'POST', headers, body: await file.arrayBuffer() }));
  return (await response.json()) as T;
}

/** Fetches a file and offers it to the person as a download. */
export async function download(path: string, fileName: string): Promise<void> {
  const url = URL.createObjectURL(await fetchFile(path));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
