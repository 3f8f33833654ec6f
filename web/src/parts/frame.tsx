import type { ComponentChildren } from 'preact';
import { t } from '../app/i18n';
import { portal } from '../app/session';
import { Icon, type IconName } from './icon';
import { Skeleton } from './states';
import { Toasts } from './toast';

const NAV: [string, IconName, string][] = [
  ['/', 'home', 'nav.overview'],
  ['/subscriptions', 'repeat', 'nav.subscriptions'],
  ['/payments', 'receipt', 'nav.payments'],
  ['/payment-methods', 'card', 'nav.methods'],
  ['/account', 'person', 'nav.account'],
];

/** What stays around the screens: a slim bar above on wide screens, tabs below on phones, neither while one task is done. */
export function Frame({ path, bare, task, children }: {
  path: string;
  bare: boolean;
  task: boolean;
  children: ComponentChildren;
}) {
  const merchant = portal.use()?.merchant;
  const nav = !bare && !task;
  return (
    <div class={`frame${bare ? ' bare' : ''}${nav ? '' : ' no-nav'}`}>
      <a class="skip" href="#main" onClick={toMain}>{t('nav.skip')}</a>
      {!bare && (
        <header class="bar">
          <a class="brand" href="/"><Brand name={merchant?.name ?? ''} /></a>
          {nav && <Tabs path={path} />}
        </header>
      )}
      <main id="main" tabIndex={-1}>
        {bare && merchant && <div class="brand"><Brand name={merchant.name} /></div>}
        {children ?? (!bare && <div class="page"><Skeleton rows={4} tall /></div>)}
      </main>
      {bare && merchant?.support_email && (
        <footer class="foot">
          {t('nav.help')} <a href={`mailto:${merchant.support_email}`}>{merchant.support_email}</a>
        </footer>
      )}
      <Toasts />
    </div>
  );
}

function toMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

export function Brand({ name }: { name: string }) {
  return (
    <>
      <span class="mono" aria-hidden="true">{[...name][0]?.toUpperCase()}</span>
      <span class="brand-name">{name}</span>
    </>
  );
}

function Tabs({ path }: { path: string }) {
  return (
    <nav class="tabs" aria-label={t('nav.label')}>
      {NAV.map(([href, icon, key]) => (
        <a href={href} aria-current={(href === '/' ? path === '/' : path.startsWith(href)) ? 'page' : undefined}>
          <Icon name={icon} size={22} />
          <span class="long">{t(key)}</span>
          <span class="short">{t(`${key}.short`)}</span>
        </a>
      ))}
    </nav>
  );
}
