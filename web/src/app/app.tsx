import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Frame } from '../parts/frame';
import { Failure } from '../parts/states';
import { onTask, Problem } from './api';
import { language, learn } from './i18n';
import { go, place, safeNext } from './router';
import { enter, portal, signInAddress } from './session';
import { store } from './store';

type Screen = FunctionComponent<{ id: string }>;

export const failed = store(false);

/* One chunk per first segment of the path: the shell preloads it by the same rule. */
const routes: [RegExp, () => Promise<Screen>][] = [
  [/^\/$/, () => import('../screens/overview/overview').then((m) => m.Overview)],
  [/^\/sign-in$/, () => import('../screens/sign-in/sign-in').then((m) => m.SignIn)],
  [/^\/sign-in\/again$/, () => withTexts(import('../screens/sign-in/sign-in'), 'account').then((m) => m.Again)],
  [/^\/sign-in\/link$/, () => withTexts(import('../screens/sign-in/sign-in'), 'inbox').then((m) => m.Link)],
  [/^\/subscriptions$/, () => import('../screens/subscriptions/subscriptions').then((m) => m.Subscriptions)],
  [/^\/subscriptions\/(\w+)$/, () => withTexts(import('../screens/subscriptions/subscriptions'), 'cancel').then((m) => m.Detail)],
  [/^\/payments$/, () => withTexts(import('../screens/payments/payments'), 'correct').then((m) => m.Payments)],
  [/^\/payments\/(\w+)$/, () => withTexts(import('../screens/payments/payments'), 'pay', 'correct').then((m) => m.Detail)],
  [/^\/payment-methods$/, () => withTexts(import('../screens/payment-methods/payment-methods'), 'pay').then((m) => m.PaymentMethods)],
  [/^\/pay\/(\w+)$/, () => withTexts(import('../screens/pay/pay'), 'pay').then((m) => m.Pay)],
  [/^\/task\/(\w+)$/, () => withTexts(import('../screens/pay/task'), 'pay').then((m) => m.Task)],
  [/^\/email-change\/(current|new)$/, () => withTexts(import('../screens/email-change/email-change'), 'account', 'inbox').then((m) => m.EmailChange)],
  [/^\/account$/, () => withTexts(import('../screens/account/account'), 'account').then((m) => m.Account)],
  [/^/, () => import('../screens/not-found/not-found').then((m) => m.NotFound)],
];

/** Their texts are fetched side by side with their code. */
function withTexts<M>(screen: Promise<M>, ...parts: string[]): Promise<M> {
  return Promise.all([screen, ...parts.map(learn)]).then(([module]) => module);
}

interface Shown {
  Screen: Screen;
  id: string;
  path: string;
}

function useScreen(path: string): Shown | 'failed' | null {
  const [shown, show] = useState<Shown | 'failed' | null>(null);
  useEffect(() => {
    let current = true;
    const [pattern, load] = routes.find(([p]) => p.test(path))!;
    load().then(
      (Screen) => current && show({ Screen, id: pattern.exec(path)?.[1] ?? '', path }),
      () => current && show('failed'),
    );
    return () => void (current = false);
  }, [path]);
  return shown;
}

/** Pages for which nobody has to be signed in. */
function isOpen(path: string): boolean {
  return /^\/(sign-in|email-change)(\/|$)/.test(path);
}

function unreachable(): Problem | undefined {
  return navigator.onLine ? undefined : new Problem(0, 'offline');
}

/** Fetches the other screens once the first one stands, so that moving on never waits for code. */
export function warm(): void {
  for (const [, screen] of routes) screen().catch(() => {});
}

export function App() {
  const { path } = place.use();
  const tag = language.use();
  const now = portal.use();
  const broken = failed.use();
  const signingIn = isOpen(path);
  const task = onTask();
  const shown = useScreen(path);

  useEffect(() => {
    if (!now) return;
    if (!now.customer && !signingIn && !task) go(signInAddress(), 'replace');
    if (now.customer && path === '/sign-in') go(safeNext(new URLSearchParams(location.search).get('next')), 'replace');
  }, [now, path]);

  if (broken && !now) {
    const again = () => {
      failed.set(false);
      enter().catch(() => failed.set(true));
    };
    return <main class="alone"><Failure problem={unreachable()} retry={again} /></main>;
  }
  if (shown === 'failed') return <main class="alone"><Failure problem={unreachable()} retry={() => location.reload()} /></main>;
  const ready = now && shown && (now.customer || task || isOpen(shown.path));
  return (
    <Frame key={tag} path={path} bare={signingIn || (!task && !now?.customer)} task={task || path.startsWith('/pay/')}>
      {ready ? <shown.Screen key={shown.path} id={shown.id} /> : null}
    </Frame>
  );
}
