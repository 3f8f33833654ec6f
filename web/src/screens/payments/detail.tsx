import { dateOf, isOpen, isPaid, lastAttempt, nameOf, paymentTitle, totalOf } from '../../app/billing';
import { day, percent, t } from '../../app/i18n';
import type { Transaction } from '../../app/model';
import { Money } from '../../app/money';
import { useResource } from '../../app/resource';
import { PaymentBadge } from '../../parts/badge';
import { ButtonLink } from '../../parts/button';
import { CardLine } from '../../parts/card';
import { declineText } from '../../parts/decline';
import { Facts, Page, Panel } from '../../parts/page';
import { Failure, Notice, Skeleton } from '../../parts/states';
import { NotFound } from '../not-found/not-found';
import { Invoice } from './invoice';

export function Detail({ id }: { id: string }) {
  const { data, problem, retry } = useResource<Transaction>(`/transactions/${id}`);
  const back = { href: '/payments', text: t('nav.payments') };
  if (problem?.status === 404) return <NotFound />;
  if (!data) {
    return (
      <Page title={t('payment.title')} back={back}>
        <Panel>{problem ? <Failure problem={problem} retry={retry} /> : <Skeleton rows={5} tall />}</Panel>
      </Page>
    );
  }
  return (
    <Page title={paymentTitle(data)} lead={day(dateOf(data))} aside={<PaymentBadge of={data} />} back={back}>
      <Problem of={data} />
      <div class="columns wide-first">
        <Panel title={t('payment.summary')}><Lines of={data} /></Panel>
        <div class="stack">
          <Panel title={t('payment.details')}><About of={data} /></Panel>
          {(isPaid(data) || data.invoice_number) && <Invoice of={data} />}
        </div>
      </div>
    </Page>
  );
}

function Problem({ of }: { of: Transaction }) {
  if (!isOpen(of)) return null;
  const attempt = lastAttempt(of);
  return (
    <Notice
      tone={of.status === 'past_due' ? 'bad' : 'warn'}
      icon="alert"
      title={t(attempt?.status === 'error' ? 'overview.failed.title' : 'overview.open.title')}
      action={<ButtonLink kind="primary" href={`/pay/${of.id}`}>{t('action.pay_now')}</ButtonLink>}
    >
      {attempt?.status === 'error' && declineText(attempt.error_code)}
    </Notice>
  );
}

export function Lines({ of }: { of: Transaction }) {
  const currency = of.currency_code;
  const totals = of.details?.totals;
  return (
    <>
      <ul class="lines">
        {of.details
          ? of.details.line_items.map((line) => (
              <Line name={line.product?.name ?? ''} count={line.quantity} amount={line.totals.subtotal} currency={currency} />
            ))
          : of.items.map((item) => (
              <Line name={nameOf(item)} count={item.quantity} amount={item.price.unit_price.amount} currency={currency} />
            ))}
      </ul>
      <dl class="sums">
        {totals && <Sum name={t('payment.subtotal')} amount={totals.subtotal} currency={currency} />}
        {totals && Number(totals.discount ?? 0) > 0 &&
          <Sum name={t('payment.discount')} amount={'-' + totals.discount} currency={currency} />}
        {totals && <Sum name={taxName(of)} amount={totals.tax} currency={currency} />}
        <Sum name={t('payment.total')} amount={totalOf(of)} currency={currency} strong />
      </dl>
    </>
  );
}

function Line({ name, count, amount, currency }: { name: string; count: number; amount: string; currency: string }) {
  return (
    <li>
      <span class="line-name">{name}</span>
      <span class="line-count">{count > 1 && t('item.times', { count })}</span>
      <Money amount={amount} currency={currency} />
    </li>
  );
}

function Sum({ name, amount, currency, strong }: { name: string; amount: string; currency: string; strong?: boolean }) {
  return (
    <div class={strong ? 'strong' : undefined}>
      <dt>{name}</dt>
      <dd><Money amount={amount} currency={currency} /></dd>
    </div>
  );
}

function taxName(of: Transaction): string {
  const rates = new Set(of.details?.line_items.map((line) => line.tax_rate));
  const [rate] = rates;
  return rates.size === 1 && Number(rate) > 0 ? t('payment.tax_at', { rate: percent(rate!) }) : t('payment.tax');
}

function About({ of }: { of: Transaction }) {
  const attempt = lastAttempt(of);
  const card = attempt?.method_details?.card;
  return (
    <Facts of={[
      of.invoice_number && [t('payment.invoice_number'), <bdi>{of.invoice_number}</bdi>],
      [t('payment.date'), day(dateOf(of))],
      card && [t('payment.method'), <CardLine card={card} />],
      of.subscription_id && [t('subscription.title'), (
        <a href={`/subscriptions/${of.subscription_id}`}>{paymentTitle(of)}</a>
      )],
    ]} />
  );
}
