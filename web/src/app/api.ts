/** Every call the portal makes goes through here: one envelope, one kind of failure, one place for the CSRF header. */
export interface Envelope<T> {
  data: T;
  meta?: { pagination?: { next: string | null; has_more: boolean } };
}

const TASK = 'task';

/** Whether this page is for a single task, and for nothing else. */
export function onTask(): boolean {
  return location.pathname.startsWith('/task/');
}

/** What opens the task. Kept for this tab alone, so that reading the page again does not lose it. */
export function taskToken(): string {
  return sessionStorage.getItem(TASK + location.pathname) ?? '';
}

/** The token of a task's link leaves the address bar before anything else runs. */
function takeTaskToken(): boolean {
  const token = onTask() && /^#task=(tsk_[\w-]+)$/.exec(location.hash)?.[1];
  if (!token) return false;
  history.replaceState(null, '', location.pathname);
  sessionStorage.setItem(TASK + location.pathname, token);
  return true;
}

takeTaskToken();
addEventListener('hashchange', () => takeTaskToken() && location.reload());

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly fields: readonly string[] = [],
  ) {
    super(code);
  }
}

let signedOut: () => void = () => {};

/** What to do when the server no longer knows who is asking. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler;
}

export function get<T>(path: string): Promise<Envelope<T>> {
  return call<T>('GET', path);
}

export function post<T>(path: string, body: unknown): Promise<Envelope<T>> {
  return call<T>('POST', path, body);
}

export function patch<T>(path: string, body: unknown): Promise<Envelope<T>> {
  return call<T>('PATCH', path, body);
}

export function remove(path: string): Promise<Envelope<unknown>> {
  return call('DELETE', path);
}

async function call<T>(method: string, path: string, body?: unknown): Promise<Envelope<T>> {
  // On a task's page nobody is signed in, whatever the browser remembers: no cookie goes out or comes in.
  const init: RequestInit = { method, credentials: onTask() ? 'omit' : 'same-origin' };
  // A GET carries no extra header, so that it matches the shell's preload and is not fetched twice.
  const headers: Record<string, string> = method === 'GET' ? {} : { 'X-Portal': '1', 'Content-Type': 'application/json' };
  if (path.startsWith('/task')) headers['Portico-Task'] = taskToken();
  init.headers = headers;
  if (body !== undefined) init.body = JSON.stringify(body);
  const response = await fetch('/api' + path, init).catch(() => {
    throw new Problem(0, 'offline');
  });
  const answer = response.status === 204 ? { data: {} } : await response.json().catch(() => ({}));
  if (response.ok && 'data' in answer) return answer as Envelope<T>;
  const error = answer.error ?? {};
  if (response.status === 401) signedOut();
  throw new Problem(
    response.status,
    error.code ?? 'unexpected',
    (error.errors ?? []).map((e: { field: string }) => e.field),
  );
}

/** A sensible `after` cursor out of a list's `next` address, which may name another host than the one we use. */
export function cursor(envelope: Envelope<unknown>): string | null {
  const page = envelope.meta?.pagination;
  return page?.has_more && page.next ? new URL(page.next, location.href).searchParams.get('after') : null;
}
