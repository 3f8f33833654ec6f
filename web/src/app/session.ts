import { get, onSignedOut, remove } from './api';
import { closest, language, speak } from './i18n';
import type { Portal } from './model';
import { forget } from './resource';
import { go, place } from './router';
import { store } from './store';

export const portal = store<Portal | null>(null);

/** A language chosen in this browser wins over the account's; the gateway reads the same cookie for the shell. */
export function chosenLanguage(): string | undefined {
  return closest(/(?:^|; )lang=([\w-]+)/.exec(document.cookie)?.[1]);
}

export async function choose(tag: string): Promise<void> {
  document.cookie = `lang=${tag}; path=/; max-age=31536000; samesite=lax`;
  await speak(tag);
}

export async function enter(): Promise<void> {
  const { data } = await get<Portal>('/portal');
  const wanted = chosenLanguage() ?? closest(data.customer?.locale);
  if (wanted && wanted !== language.get()) await speak(wanted);
  portal.set(data);
}

/** Ends this session, or all of them. */
export async function signOut(which = '/session'): Promise<void> {
  await remove(which);
  leave();
  go('/sign-in');
}

function leave(): void {
  forget();
  const now = portal.get();
  if (now?.customer) portal.set({ ...now, customer: null });
}

export function signInAddress(): string {
  const here = location.pathname + location.search;
  return here === '/' ? '/sign-in' : '/sign-in?next=' + encodeURIComponent(here);
}

onSignedOut(() => {
  leave();
  if (!place.get().path.startsWith('/sign-in')) go(signInAddress(), 'replace');
});
