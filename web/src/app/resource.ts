import { useEffect } from 'preact/hooks';
import { cursor, get, type Problem } from './api';
import { store, type Store } from './store';

/** What a screen knows of one address of the API. Old data stays visible while fresh data is on its way. */
export interface Resource<T> {
  data?: T;
  problem?: Problem;
  loading: boolean;
  after?: string | null;
}

const known = new Map<string, Store<Resource<any>>>();

export function resource<T>(path: string): Store<Resource<T>> {
  let found = known.get(path);
  if (!found) known.set(path, (found = store<Resource<T>>({ loading: false })));
  return found;
}

export async function load<T>(path: string): Promise<void> {
  const target = resource<T>(path);
  if (target.get().loading) return;
  target.set({ ...target.get(), problem: undefined, loading: true });
  try {
    const answer = await get<T>(path);
    target.set({ data: answer.data, after: cursor(answer), loading: false });
  } catch (problem) {
    target.set({ ...target.get(), problem: problem as Problem, loading: false });
  }
}

/** The next page of a list, appended to what is there. */
export async function more<T>(path: string): Promise<void> {
  const target = resource<T[]>(path);
  const { data = [], after, loading } = target.get();
  if (loading || !after) return;
  target.set({ data, after, loading: true });
  try {
    const answer = await get<T[]>(`${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`);
    target.set({ data: [...data, ...answer.data], after: cursor(answer), loading: false });
  } catch (problem) {
    target.set({ data, after, problem: problem as Problem, loading: false });
  }
}

export function put<T>(path: string, data: T): void {
  resource<T>(path).set({ ...resource<T>(path).get(), data, loading: false, problem: undefined });
}

/** Lists that may now be out of date are asked for again when they are next shown. */
export function forget(prefix = ''): void {
  for (const path of [...known.keys()]) if (path.startsWith(prefix)) known.delete(path);
}

export function useResource<T>(path: string): Resource<T> & { retry: () => void } {
  const seen = resource<T>(path).use();
  useEffect(() => void load(path), [path]);
  return { ...seen, loading: seen.loading || (!seen.data && !seen.problem), retry: () => void load(path) };
}
