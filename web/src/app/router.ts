import { onTask } from './api';
import { store } from './store';

/** Where the reader is. `moved` tells a navigation inside the app from the first view. */
export const place = store({ path: location.pathname, moved: false });

export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', to);
  else history.replaceState(null, '', to);
  place.set({ path: location.pathname, moved: true });
  scrollTo(0, 0);
}

/** A path of our own to go on to after sign-in; anything else becomes the overview. */
export function safeNext(next: string | null | undefined): string {
  if (!next || !/^\/(?![/\\])/.test(next)) return '/';
  const url = new URL(next, location.origin);
  return url.origin === location.origin && !url.pathname.startsWith('/sign-in') ? url.pathname + url.search : '/';
}

addEventListener('popstate', () => place.set({ path: location.pathname, moved: true }));

addEventListener('click', (event) => {
  const link = (event.target as Element).closest?.('a');
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (link.origin !== location.origin || link.target || link.hasAttribute('download') || link.hash) return;
  if (onTask()) return; // Whatever lies behind a task is another visit, with whoever is signed in there.
  event.preventDefault();
  if (link.pathname !== location.pathname || link.search !== location.search) go(link.pathname + link.search);
});

/** Deep links name an action, as Paddle's do; here is the page that it happens on. */
function takeAction(): void {
  const asked = new URLSearchParams(location.search);
  const id = /^sub_\w+$/.exec(asked.get('subscription_id') ?? '')?.[0];
  const page = id && location.pathname === '/' ? pageOf(asked.get('action'), id) : null;
  if (page) history.replaceState(null, '', page + location.hash);
}

function pageOf(action: string | null, id: string): string | null {
  switch (action) {
    case 'view_subscription': return `/subscriptions/${id}`;
    case 'cancel_subscription': return `/subscriptions/${id}?action=cancel`;
    case 'update_subscription_payment_method': return '/payment-methods';
    default: return null;
  }
}

takeAction();

/** The pass of a portal session. It leaves the address bar before anything else runs. */
function takePass(): string {
  const pass = /^#token=((?:pga|pca)_[\w-]+)$/.exec(location.hash)?.[1] ?? '';
  if (pass) history.replaceState(null, '', location.pathname + location.search);
  return pass;
}

export const pass = takePass();
place.set({ path: location.pathname, moved: false });

/** The secret of a sign-in link. It leaves the address bar before anything else runs. */
export const linkToken = store('');

function takeToken(): void {
  const token = /^#t=([\w-]+)$/.exec(location.hash)?.[1];
  if (!token) return;
  history.replaceState(null, '', location.pathname + location.search);
  linkToken.set(token);
}

takeToken();
addEventListener('hashchange', takeToken);
