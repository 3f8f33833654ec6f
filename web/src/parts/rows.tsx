import type { ComponentChildren } from 'preact';
import { dateOf, endOf, isCanceling, nextCharge, paymentTitle, sum, titleOf, totalOf } from '../app/billing';
import { day, t, tr } from '../app/i18n';
import type { Subscription, Transaction } from '../app/model';
import { Money } from '../app/money';
import { PaymentBadge, SubscriptionBadge } from './badge';
import { Icon } from './icon';

export function Rows({ children }: { children: ComponentChildren }) {
  return <ul class="rows">{children}</ul>;
}

function Row({ href, title, detail, amount, badge }: {
  href: string;
  title: string;
  detail: ComponentChildren;
  amount: ComponentChildren;
  badge: ComponentChildren;
}) {
  return (
    <li>
      <a class="row" href={href}>
        <span class="row-main">
          <span class="row-title">{title}</span>
          <span class="row-detail">{detail}</span>
        </span>
        <span class="row-badge">{badge}</span>
        <span class="row-amount">{amount}</span>
        <Icon name="next" size={16} />
      </a>
    </li>
  );
}

export function PaymentRow({ of, plain }: { of: Transaction; plain?: boolean }) {
  const number = of.invoice_number;
  return (
    <Row
      href={`/payments/${of.id}`}
      title={plain ? day(dateOf(of)) : paymentTitle(of)}
      detail={plain ? number : <>{day(dateOf(of), 'medium')}{number && <> · <bdi>{number}</bdi></>}</>}
      badge={<PaymentBadge of={of} />}
      amount={<Money amount={totalOf(of)} currency={of.currency_code} />}
    />
  );
}

export function SubscriptionRow({ of, quiet }: { of: Subscription; quiet?: boolean }) {
  const calm = quiet && of.status === 'active' && !isCanceling(of);
  return (
    <Row
      href={`/subscriptions/${of.id}`}
      title={titleOf(of.items)}
      detail={happening(of)}
      badge={!calm && <SubscriptionBadge of={of} />}
      amount={<Price of={of} />}
    />
  );
}

/** The one thing to know about it, in words. */
export function happening(of: Subscription): string {
  const end = endOf(of);
  if (of.status === 'canceled') return of.canceled_at ? t('subscription.ended', { date: day(of.canceled_at) }) : '';
  if (isCanceling(of) && end) return t('subscription.ends', { date: day(end) });
  if (of.status === 'past_due') return t('subscription.past_due');
  const next = nextCharge(of);
  if (!next) return '';
  return t(of.status === 'trialing' ? 'subscription.trial_until' : 'subscription.renews', { date: day(next.at) });
}

export function Price({ of }: { of: Subscription }) {
  const { interval, frequency } = of.billing_cycle;
  const amount = <Money amount={sum(of.items)} currency={of.currency_code} />;
  return <span class="price">{tr('price.per', { amount: <b>{amount}</b>, interval, count: frequency })}</span>;
}
