import type { ComponentChildren } from 'preact';
import type { Problem } from '../app/api';
import { has, t } from '../app/i18n';
import { Button } from './button';
import { Icon, type IconName } from './icon';

/* What a screen shows when it has nothing to show: not yet, not any, not possible. */

export function Skeleton({ rows = 3, tall }: { rows?: number; tall?: boolean }) {
  return (
    <div class={tall ? 'skeleton tall' : 'skeleton'} role="status" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, () => <span />)}
    </div>
  );
}

export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <span class="disc"><Icon name={icon} size={24} /></span>
      <p class="empty-title">{title}</p>
      {children && <p class="muted">{children}</p>}
    </div>
  );
}

export function Failure({ problem, retry }: { problem?: Problem; retry: () => void }) {
  return (
    <div class="empty" role="alert">
      <span class="disc bad"><Icon name="alert" size={24} /></span>
      <p class="empty-title">{t('state.failed.title')}</p>
      <p class="muted">{problemText(problem)}</p>
      <Button onPress={retry}>{t('state.retry')}</Button>
    </div>
  );
}

export function problemText(problem?: Problem): string {
  const key = `problem.${problem?.code}`;
  return has(key) ? t(key) : t('problem.unexpected');
}

export function Refused({ why }: { why: string }) {
  return <div role="alert">{why && <p class="refused"><Icon name="alert" />{why}</p>}</div>;
}

export function Notice({ tone, icon, title, children, action }: {
  tone: 'bad' | 'warn' | 'calm';
  icon: IconName;
  title: string;
  children?: ComponentChildren;
  action?: ComponentChildren;
}) {
  return (
    <section class={`notice ${tone}`}>
      <Icon name={icon} />
      <div class="notice-text">
        <h2>{title}</h2>
        {children && <p>{children}</p>}
      </div>
      {action}
    </section>
  );
}
