import { useState } from 'preact/hooks';
import { dateOf, isOpen, isPaid, lastAttempt, paymentTitle } from '../../app/billing';
import { day, t } from '../../app/i18n';
import type { Transaction } from '../../app/model';
import { useResource } from '../../app/resource';
import { portal } from '../../app/session';
import { PaymentBadge } from '../../parts/badge';
import { ButtonLink } from '../../parts/button';
import { MethodLine } from '../../parts/card';
import { declineText } from '../../parts/decline';
import { Lines } from '../../parts/lines';
import { NotFound } from '../../parts/not-found';
import { Facts, Page, Panel } from '../../parts/page';
import { Failure, Notice, Skeleton } from '../../parts/states';
import { Invoice } from './invoice';
import { Opens } from './opens';

export function Detail({ id }: { id: string }) {
  const { data, problem, retry } = useResource<Transaction>(`/transactions/${id}`);
  const [version, made] = useState<number>();
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
    <Page title={paymentTitle(data)} lead={day(dateOf(data))} mark={<PaymentBadge of={data} />} back={back}
      aside={(isPaid(data) || data.invoice_number) && <Invoice of={data} version={version} />}>
      <Problem of={data} />
      <div class="columns wide-first">
        <Panel title={t('payment.summary')}><Lines of={data} /></Panel>
        <Panel title={t('payment.details')}>
          <About of={data} />
          {canCorrect(data) && (
            <div class="panel-foot">
              <Opens text={t('correct.start')} load={() => import('./correct').then((m) => m.correction(data, version ?? 1, made))} />
            </div>
          )}
        </Panel>
      </div>
    </Page>
  );
}

function canCorrect(of: Transaction): boolean {
  return !!of.invoice_number && ['billed', 'completed'].includes(of.status) && !!portal.get()?.actions.correct_invoices;
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

function About({ of }: { of: Transaction }) {
  const attempt = lastAttempt(of);
  const method = attempt?.method_details;
  return (
    <Facts of={[
      of.invoice_number && [t('payment.invoice_number'), <bdi>{of.invoice_number}</bdi>],
      [t('payment.date'), day(dateOf(of))],
      method && method.type !== 'unknown' && [t('payment.method'), <MethodLine of={method} />],
      of.subscription_id && [t('subscription.title'), (
        <a href={`/subscriptions/${of.subscription_id}`}>{paymentTitle(of)}</a>
      )],
    ]} />
  );
}
