import type { Item, PaymentAttempt, Subscription, Transaction } from './model';

/* The few rules of billing the portal needs to choose its words. Amounts stay integers: BigInt, never a float. */

export function titleOf(items: readonly Item[]): string {
  const names = items.map(nameOf);
  return [...new Set(names)].join(' + ');
}

export function nameOf(item: Item): string {
  return item.product?.name ?? item.price.name ?? item.price.description ?? '';
}

export function paymentTitle(transaction: Transaction): string {
  const lines = transaction.details?.line_items ?? [];
  const named = lines.map((line) => line.product?.name).filter(Boolean);
  return named.length ? [...new Set(named)].join(' + ') : titleOf(transaction.items);
}

export function sum(items: readonly Item[]): string {
  return items.reduce((all, i) => all + BigInt(i.price.unit_price.amount) * BigInt(i.quantity), 0n).toString();
}

export function totalOf(transaction: Transaction): string {
  const totals = transaction.details?.totals;
  return totals?.grand_total ?? totals?.total ?? sum(transaction.items);
}

export function isPaid(transaction: Transaction): boolean {
  return transaction.status === 'paid' || transaction.status === 'completed';
}

export function isOpen(transaction: Transaction): boolean {
  return ['ready', 'billed', 'past_due'].includes(transaction.status);
}

/** When money was asked for: the day people look for in their bank statement. */
export function dateOf(transaction: Transaction): string {
  return transaction.billed_at ?? transaction.created_at;
}

export function lastAttempt(transaction: Transaction): PaymentAttempt | undefined {
  return [...(transaction.payments ?? [])].sort((a, b) => b.created_at.localeCompare(a.created_at))[0];
}

export function isCanceling(subscription: Subscription): boolean {
  return subscription.scheduled_change?.action === 'cancel';
}

export function endOf(subscription: Subscription): string | null {
  const scheduled = isCanceling(subscription) ? subscription.scheduled_change?.effective_at : null;
  return scheduled ?? subscription.current_billing_period?.ends_at ?? subscription.next_billed_at ?? null;
}

export interface NextCharge {
  amount: string;
  at: string;
  /** The amount is a list price; tax may come on top. */
  beforeTax: boolean;
}

/** What the next renewal takes: what the last one took, tax included, as long as the same things were bought. */
export function nextCharge(s: Subscription, past: readonly Transaction[] = []): NextCharge | null {
  if (!s.next_billed_at || isCanceling(s) || !['active', 'trialing'].includes(s.status)) return null;
  const same = past.find((p) => p.subscription_id === s.id && isPaid(p) && basket(p.items) === basket(s.items));
  return { at: s.next_billed_at, amount: same ? totalOf(same) : sum(s.items), beforeTax: !same };
}

function basket(items: readonly Item[]): string {
  return items.map((i) => `${i.price.id}×${i.quantity}×${i.price.unit_price.amount}`).sort().join();
}
