import '../../parts';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { takeDraft } from '../../app/again';
import { isOpen, isPaid, paymentTitle, totalOf } from '../../app/billing';
import { t } from '../../app/i18n';
import type { PaymentMethod, Transaction } from '../../app/model';
import { Money, money } from '../../app/money';
import { put, useResource } from '../../app/resource';
import { portal } from '../../app/session';
import { Button, ButtonLink } from '../../parts/button';
import { expiry, MethodLine } from '../../parts/card';
import { Icon } from '../../parts/icon';
import { Lines } from '../../parts/lines';
import { formAddress, NewMethod, type FormState } from '../../parts/new-method';
import { NotFound } from '../../parts/not-found';
import { Page, Panel } from '../../parts/page';
import { Failure, Refused, Skeleton } from '../../parts/states';
import { charge, isToken, payTask } from './charge';

const NEW = 'new';

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
  const [form, follow] = useState<FormState>('loading');
  const send = useRef(() => {});
  // What was entered before a fresh sign-in is as good as entered now.
  const entered = isToken(picked) && picked !== NEW ? [picked!] : [];
  const offered = [...(methods ?? []).map((m) => m.id), ...entered, ...(formAddress() ? [NEW] : [])];
  const choice = offered.find((id) => id === picked) ?? offered[0];
  const entering = choice === NEW;

  const pay = async (by: string) => {
    if (busy) return;
    work(true);
    refuse('');
    const outcome = await charge(of.id, methodsPath, by, pick);
    work(false);
    if (typeof outcome !== 'string') return onPaid(outcome);
    refuse(outcome);
    if (entered.includes(by)) pick((now) => (now === by ? NEW : now));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (entering) send.current();
    else if (choice) void pay(choice);
  };
  if (problem && !methods) return <Panel><Failure problem={problem} retry={retry} /></Panel>;
  return (
    <Panel title={t('pay.with')}>
      <form class="pay" onSubmit={submit}>
        {!methods ? <Skeleton /> : (
          <div class="choices" role="radiogroup" aria-label={t('pay.with')}>
            {methods.map((m) => (
              <Choice value={m.id} on={choice === m.id} pick={pick}>
                <MethodLine of={m} />
                {m.card && <span class="muted">{expiry(m.card)}</span>}
              </Choice>
            ))}
            {entered.map((token) => <Choice value={token} on={choice === token} pick={pick}>{t('pay.entered')}</Choice>)}
            {offered.length > 1 && formAddress() && <Choice value={NEW} on={entering} pick={pick}>{t('pay.new')}</Choice>}
            {!choice && <p class="muted">{t('pay.none')}</p>}
          </div>
        )}
        {methods && entering && <NewMethod send={send} onState={follow} onToken={pay} />}
        <Refused why={refused} />
        {!(choice ? entering && /asking|failed/.test(form) : methods) && (
          <Button kind="primary" wide submit busy={busy || !methods || (entering && /loading|working/.test(form))}>
            {t('pay.button', { amount: money(totalOf(of), of.currency_code) })}
          </Button>
        )}
      </form>
    </Panel>
  );
}

function Choice({ value, on, pick, children }: {
  value: string;
  on: boolean;
  pick: (value: string) => void;
  children: ComponentChildren;
}) {
  return (
    <label class="choice">
      <input type="radio" name="method" value={value} checked={on} onChange={() => pick(value)} />
      {children}
    </label>
  );
}

function Leave() {
  const { merchant } = portal.get()!;
  return merchant.return_url && /^https?:/.test(merchant.return_url)
    ? <ButtonLink kind="quiet" href={merchant.return_url}>{t('pay.return', { merchant: merchant.name })}</ButtonLink>
    : <ButtonLink kind="quiet" href="/">{t('not_found.home')}</ButtonLink>;
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
