import '../../parts';
import { isOpen, isPaid, lastAttempt, nextCharge, paymentTitle, titleOf, totalOf, type NextCharge } from '../../app/billing';
import { day, t, tr } from '../../app/i18n';
import type { Subscription, Transaction } from '../../app/model';
import { Money } from '../../app/money';
import { useResource } from '../../app/resource';
import { portal } from '../../app/session';
import { ButtonLink } from '../../parts/button';
import { CardLine, expiresBefore, expiry } from '../../parts/card';
import { Page, Panel } from '../../parts/page';
import { PaymentRow, Rows, SubscriptionRow } from '../../parts/rows';
import { Empty, Failure, Notice, Skeleton } from '../../parts/states';

export function Overview() {
  const subscriptions = useResource<Subscription[]>('/subscriptions?per_page=50');
  const payments = useResource<Transaction[]>('/transactions?per_page=10');
  const name = portal.get()?.customer?.name?.trim();
  const current = subscriptions.data?.filter((s) => s.status !== 'canceled');
  return (
    <Page title={name ? t('overview.hello', { name: name.split(' ')[0] }) : t('nav.overview')}>
      {payments.data && <Problems payments={payments.data} />}
      <Next subscriptions={current} payments={payments.data} failed={!!subscriptions.problem && !current} />
      <div class="columns">
        <Panel title={t('overview.subscriptions')} more={{ href: '/subscriptions', text: t('action.all') }}>
          {current?.length ? <Rows>{current.slice(0, 5).map((s) => <SubscriptionRow of={s} quiet />)}</Rows>
            : current ? <Empty icon="repeat" title={t('subscriptions.none')} />
            : subscriptions.problem ? <Failure problem={subscriptions.problem} retry={subscriptions.retry} />
            : <Skeleton />}
        </Panel>
        <Panel title={t('overview.payments')} more={{ href: '/payments', text: t('action.all') }}>
          {payments.data?.length ? <Rows>{shown(payments.data).map((p) => <PaymentRow of={p} />)}</Rows>
            : payments.data ? <Empty icon="receipt" title={t('payments.none')} />
            : payments.problem ? <Failure problem={payments.problem} retry={payments.retry} />
            : <Skeleton />}
        </Panel>
      </div>
    </Page>
  );
}

function shown(payments: Transaction[]): Transaction[] {
  return payments.filter((p) => p.status !== 'draft').slice(0, 5);
}

/** What needs the reader comes before everything else. */
function Problems({ payments }: { payments: Transaction[] }) {
  return (
    <>
      {payments.filter(isOpen).map((p) => {
        const late = p.status === 'past_due';
        const amount = <Money amount={totalOf(p)} currency={p.currency_code} />;
        return (
          <Notice
            tone={late ? 'bad' : 'warn'}
            icon={late ? 'alert' : 'info'}
            title={t(late ? 'overview.failed.title' : 'overview.open.title')}
            action={<ButtonLink kind="primary" href={`/pay/${p.id}`}>{t('action.pay_now')}</ButtonLink>}
          >
            {tr(late ? 'overview.failed.text' : 'overview.open.text', { amount, product: paymentTitle(p) })}
          </Notice>
        );
      })}
    </>
  );
}

function Next({ subscriptions, payments, failed }: {
  subscriptions?: Subscription[];
  payments?: Transaction[];
  failed: boolean;
}) {
  if (failed) return null;
  if (!subscriptions || !payments) return <div class="panel hero"><Skeleton rows={2} tall /></div>;
  const charges = subscriptions
    .map((of) => ({ of, charge: nextCharge(of, payments) }))
    .filter((c): c is { of: Subscription; charge: NextCharge } => !!c.charge)
    .sort((a, b) => a.charge.at.localeCompare(b.charge.at));
  const first = charges[0];
  if (!first) return <NothingDue payments={payments} />;
  const method = lastMethod(payments, first.of.id);
  return (
    <section class="panel hero" aria-labelledby="next">
      <div class="hero-main">
        <h2 id="next">{t('overview.next')}</h2>
        <p class="figure"><Money amount={first.charge.amount} currency={first.of.currency_code} /></p>
        <p class="hero-line">
          {tr('overview.next.on', { date: <b>{day(first.charge.at)}</b>, product: titleOf(first.of.items) })}
          {first.charge.beforeTax && <span class="muted"> · {t('price.before_tax')}</span>}
        </p>
      </div>
      <div class="hero-side">
        {method && <CardLine card={method} />}
        {method && expiresBefore(method, new Date(first.charge.at)) &&
          <p class="warn-text">{t('overview.card_expires', { date: expiry(method) })}</p>}
        <ButtonLink href={`/subscriptions/${first.of.id}`}>{t('action.manage')}</ButtonLink>
      </div>
    </section>
  );
}

function NothingDue({ payments }: { payments: Transaction[] }) {
  return (
    <section class="panel hero">
      <div class="hero-main">
        <h2>{t('overview.next')}</h2>
        <p class="hero-line">{t(payments.length ? 'overview.nothing_due' : 'overview.new')}</p>
      </div>
    </section>
  );
}

function lastMethod(payments: Transaction[], subscription: string) {
  const paid = payments.find((p) => p.subscription_id === subscription && isPaid(p));
  return paid && lastAttempt(paid)?.method_details?.card;
}
