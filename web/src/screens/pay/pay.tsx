import '../../parts';
import { useState } from 'preact/hooks';
import { takeDraft } from '../../app/again';
import { isOpen, isPaid, paymentTitle, totalOf } from '../../app/billing';
import { t } from '../../app/i18n';
import type { PaymentMethod, Transaction } from '../../app/model';
import { Money, money } from '../../app/money';
import { put, useResource } from '../../app/resource';
import { portal } from '../../app/session';
import { Button, ButtonLink } from '../../parts/button';
import { CardLine, expiry } from '../../parts/card';
import { Icon } from '../../parts/icon';
import { Lines } from '../../parts/lines';
import { NotFound } from '../../parts/not-found';
import { Page, Panel } from '../../parts/page';
import { Failure, Skeleton } from '../../parts/states';
import { TEST_CARDS } from '../../parts/test-cards';
import { charge, payTask } from './charge';
import { Choice, Leave, Refused, TestCardChoices } from './choices';

export { Task } from './task';

export function Pay({ id }: { id: string }) {
  const path = `/transactions/${id}`;
  const { data, problem, retry } = useResource<Transaction>(path);
  if (problem?.status === 404) return <NotFound />;
  if (!data) {
    return (
      <Page title={t('pay.title')}>
        <Panel>{problem ? <Failure problem={problem} retry={retry} /> : <Skeleton rows={5} tall />}</Panel>
      </Page>
    );
  }
  if (isPaid(data)) return <Done of={data} />;
  if (!isOpen(data)) return <Page title={t('pay.closed')} lead={t('pay.closed.text')}><Leave /></Page>;
  return (
    <Page title={t('pay.title')} lead={paymentTitle(data)}>
      <div class="columns">
        <Panel title={t('payment.summary')}><Lines of={data} /></Panel>
        <Choose of={data} onPaid={(paid) => put(path, paid)} />
      </div>
    </Page>
  );
}

function Choose({ of, onPaid }: { of: Transaction; onPaid: (paid: Transaction) => void }) {
  const methodsPath = `/customers/${portal.get()?.customer?.id}/payment-methods`;
  const { data: methods, problem, retry } = useResource<PaymentMethod[]>(methodsPath);
  const [picked, pick] = useState(() => takeDraft(payTask(of.id)) ?? undefined);
  const [busy, work] = useState(false);
  const [refused, refuse] = useState('');
  const offered = [...(methods ?? []).map((m) => m.id), ...TEST_CARDS.map((card) => card.token)];
  const choice = offered.find((id) => id === picked) ?? offered[0]!;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    work(true);
    refuse('');
    const outcome = await charge(of.id, methodsPath, choice, pick);
    work(false);
    if (typeof outcome === 'string') refuse(outcome);
    else onPaid(outcome);
  };
  if (problem && !methods) return <Panel><Failure problem={problem} retry={retry} /></Panel>;
  return (
    <Panel title={t('pay.with')}>
      <form class="pay" onSubmit={submit}>
        {!methods ? <Skeleton /> : (
          <div class="choices" role="radiogroup" aria-label={t('pay.with')}>
            {methods.map((m) => (
              <Choice value={m.id} on={choice === m.id} pick={pick}>
                {m.card ? <><CardLine card={m.card} /><span class="muted">{expiry(m.card)}</span></> : m.type}
              </Choice>
            ))}
            <TestCardChoices choice={choice} pick={pick} />
          </div>
        )}
        <Refused why={refused} />
        <Button kind="primary" wide submit busy={busy || !methods}>
          {t('pay.button', { amount: money(totalOf(of), of.currency_code) })}
        </Button>
      </form>
    </Panel>
  );
}

function Done({ of }: { of: Transaction }) {
  return (
    <Page key="done" title={t('pay.done')} lead={t('pay.done.text', { merchant: portal.get()?.merchant.name })}>
      <div class="panel done">
        <span class="disc good"><Icon name="check" size={28} /></span>
        <p class="figure"><Money amount={totalOf(of)} currency={of.currency_code} /></p>
        <p class="muted">{paymentTitle(of)}</p>
        <ButtonLink kind="primary" href={`/payments/${of.id}`}>{t('pay.done.see')}</ButtonLink>
        <Leave />
      </div>
    </Page>
  );
}
