import { useState } from 'preact/hooks';
import { endOf, isCanceling, isOpen, isPaid, lastAttempt, nameOf, nextCharge, titleOf, totalOf } from '../../app/billing';
import { day, t, tr } from '../../app/i18n';
import type { Subscription, Transaction } from '../../app/model';
import { Money } from '../../app/money';
import { useResource } from '../../app/resource';
import { portal } from '../../app/session';
import { SubscriptionBadge } from '../../parts/badge';
import { Button, ButtonLink } from '../../parts/button';
import { CardLine } from '../../parts/card';
import { NotFound } from '../../parts/not-found';
import { Facts, Page, Panel } from '../../parts/page';
import { PaymentRow, Price, Rows } from '../../parts/rows';
import { Empty, Failure, Notice, Skeleton } from '../../parts/states';
import { CancelDialog, keep } from './cancel';

export function Detail({ id }: { id: string }) {
  const { data, problem, retry } = useResource<Subscription>(`/subscriptions/${id}`);
  const payments = useResource<Transaction[]>(`/transactions?per_page=20&subscription_id=${id}`);
  const [asking, ask] = useState(new URLSearchParams(location.search).get('action') === 'cancel');
  const back = { href: '/subscriptions', text: t('nav.subscriptions') };
  if (problem?.status === 404) return <NotFound />;
  if (!data) {
    return (
      <Page title={t('subscription.title')} back={back}>
        <Panel>{problem ? <Failure problem={problem} retry={retry} /> : <Skeleton rows={4} tall />}</Panel>
      </Page>
    );
  }
  const past = payments.data?.filter((p) => p.status !== 'draft') ?? [];
  return (
    <Page title={titleOf(data.items)} lead={<Price of={data} />} mark={<SubscriptionBadge of={data} />} back={back}>
      <Situation of={data} payments={past} />
      <div class="columns detail">
        <div class="side"><Panel title={t('subscription.details')}><About of={data} payments={past} /></Panel></div>
        <div class="stack main">
          <Items of={data} />
          <Panel title={t('subscription.payments')}>
            {past.length ? <Recent of={past} />
              : payments.data ? <Empty icon="receipt" title={t('payments.none')} />
              : payments.problem ? <Failure problem={payments.problem} retry={payments.retry} />
              : <Skeleton />}
          </Panel>
        </div>
        {canCancel(data) && (
          <div class="last"><Button kind="quiet" wide onPress={() => ask(true)}>{t('cancel.start')}</Button></div>
        )}
      </div>
      {asking && canCancel(data) && <CancelDialog of={data} next={nextCharge(data, past)} onClose={() => ask(false)} />}
    </Page>
  );
}

function canCancel(s: Subscription): boolean {
  return s.status !== 'canceled' && !s.scheduled_change && !!portal.get()?.actions.cancel;
}

function Situation({ of, payments }: { of: Subscription; payments: Transaction[] }) {
  const end = endOf(of);
  const open = payments.find(isOpen);
  const product = titleOf(of.items);
  return (
    <>
      {of.status !== 'canceled' && isCanceling(of) && end && (
        <Notice tone="warn" icon="clock" title={t('subscription.ends', { date: day(end) })}
          action={<Button kind="primary" icon="undo" onPress={() => keep(of)}>{t('cancel.undo')}</Button>}>
          {t('subscription.ends.text', { date: day(end), product })}
        </Notice>
      )}
      {open && (
        <Notice tone={open.status === 'past_due' ? 'bad' : 'warn'} icon="alert" title={t('overview.failed.title')}
          action={<ButtonLink kind="primary" href={`/pay/${open.id}`}>{t('action.pay_now')}</ButtonLink>}>
          {tr('overview.failed.text', { amount: <Money amount={totalOf(open)} currency={open.currency_code} />, product })}
        </Notice>
      )}
    </>
  );
}

const FEW = 6;

function Recent({ of }: { of: Transaction[] }) {
  const [all, showAll] = useState(false);
  return (
    <>
      <Rows>{(all ? of : of.slice(0, FEW)).map((p) => <PaymentRow of={p} plain />)}</Rows>
      {!all && of.length > FEW && (
        <div class="rows-more"><Button kind="quiet" wide onPress={() => showAll(true)}>{t('action.more')}</Button></div>
      )}
    </>
  );
}

function Items({ of }: { of: Subscription }) {
  return (
    <Panel title={t('subscription.items')}>
      <ul class="lines">
        {of.items.map((item) => (
          <li>
            <span class="line-name">
              {nameOf(item)}
              {item.product?.description && <small>{item.product.description}</small>}
            </span>
            <span class="line-count">
              {item.quantity > 1 && tr('item.count', {
                count: item.quantity,
                price: <Money amount={item.price.unit_price.amount} currency={of.currency_code} />,
              })}
            </span>
            <Money amount={(BigInt(item.price.unit_price.amount) * BigInt(item.quantity)).toString()} currency={of.currency_code} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function About({ of, payments }: { of: Subscription; payments: Transaction[] }) {
  const next = nextCharge(of, payments);
  const paid = payments.find(isPaid);
  const card = paid && lastAttempt(paid)?.method_details?.card;
  const period = of.current_billing_period;
  return (
    <Facts of={[
      next && [t('subscription.next'), (
        <>
          <b><Money amount={next.amount} currency={of.currency_code} /></b>
          <small>{day(next.at)}{next.beforeTax && ` · ${t('price.before_tax')}`}</small>
        </>
      )],
      of.status === 'canceled' && of.canceled_at && [t('subscription.ended_on'), day(of.canceled_at)],
      of.status !== 'canceled' && period && [t('subscription.period'), (
        <>{day(period.starts_at, 'medium')} – {day(period.ends_at, 'medium')}</>
      )],
      card && [t('subscription.paid_with'), <CardLine card={card} />],
      [t('subscription.since'), day(of.started_at ?? of.created_at)],
    ]} />
  );
}
