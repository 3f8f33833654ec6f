import { t } from '../app/i18n';
import type { Subscription, Transaction } from '../app/model';
import { isCanceling } from '../app/billing';

export type Tone = 'good' | 'warn' | 'bad' | 'calm';

export function Badge({ tone, children }: { tone: Tone; children: string }) {
  return <span class={`badge ${tone}`}>{children}</span>;
}

const PAYMENT: Record<string, [Tone, string]> = {
  paid: ['good', 'payment.status.paid'],
  completed: ['good', 'payment.status.paid'],
  ready: ['warn', 'payment.status.open'],
  billed: ['warn', 'payment.status.open'],
  past_due: ['bad', 'payment.status.past_due'],
  canceled: ['calm', 'payment.status.canceled'],
};

export function PaymentBadge({ of }: { of: Transaction }) {
  const [tone, key] = PAYMENT[of.status] ?? ['calm', 'payment.status.processing'];
  return <Badge tone={tone}>{t(key)}</Badge>;
}

const SUBSCRIPTION: Record<string, [Tone, string]> = {
  active: ['good', 'subscription.status.active'],
  trialing: ['good', 'subscription.status.trialing'],
  past_due: ['bad', 'subscription.status.past_due'],
  paused: ['calm', 'subscription.status.paused'],
  canceled: ['calm', 'subscription.status.canceled'],
};

export function SubscriptionBadge({ of }: { of: Subscription }) {
  const canceling = isCanceling(of) && of.status !== 'canceled';
  const [tone, key] = canceling
    ? (['warn', 'subscription.status.canceling'] as const)
    : (SUBSCRIPTION[of.status] ?? (['calm', 'subscription.status.paused'] as const));
  return <Badge tone={tone}>{t(key)}</Badge>;
}
