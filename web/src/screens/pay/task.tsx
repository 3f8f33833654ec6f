import '../../parts';
import { useRef, useState } from 'preact/hooks';
import { post, Problem, taskToken } from '../../app/api';
import { t } from '../../app/i18n';
import type { Owed, Task as State, Transaction } from '../../app/model';
import { Money, money } from '../../app/money';
import { load, put, useResource } from '../../app/resource';
import { portal } from '../../app/session';
import { Button, ButtonLink } from '../../parts/button';
import { declineText } from '../../parts/decline';
import { Icon } from '../../parts/icon';
import { Lines } from '../../parts/lines';
import { formAddress, NewMethod, type FormState } from '../../parts/new-method';
import { Page, Panel } from '../../parts/page';
import { Failure, problemText, Refused, Skeleton } from '../../parts/states';

const PATH = '/task';
/* What tells that the link opens nothing, or nothing any more. */
const OVER = ['task_link_expired', 'not_found', 'forbidden'];

/** One payment for whoever holds its link: no session, no other page, and nothing happens before a way to pay is entered. */
export function Task({ id }: { id: string }) {
  return taskToken() ? <Opened id={id} /> : <Expired id={id} />;
}

function Opened({ id }: { id: string }) {
  const { data, problem, retry } = useResource<State>(PATH);
  const [paid, pay] = useState<Owed>();
  if (problem && OVER.includes(problem.code)) return <Expired id={id} />;
  if (!data) {
    return (
      <Page title={t('pay.title')}>
        <Panel>{problem ? <Failure problem={problem} retry={retry} /> : <Skeleton rows={5} tall />}</Panel>
      </Page>
    );
  }
  if (data.status === 'paid') return <Done id={id} owed={paid} />;
  if (data.status === 'processing') {
    return <Page title={t('pay.title')} lead={t('pay.processing')}><Button onPress={retry}>{t('state.retry')}</Button></Page>;
  }
  if (!data.owed) return <Page key="closed" title={t('pay.closed')} lead={t('task.closed.text')}><Back kind="quiet" /></Page>;
  return (
    <Page title={t('pay.title')} lead={titleOf(data.owed)}>
      <div class="columns">
        <Panel title={t('payment.summary')}><Lines of={bill(data.owed)} /></Panel>
        <Choose owed={data.owed} onPaid={(state) => (pay(data.owed!), put(PATH, state))} />
      </div>
    </Page>
  );
}

function Choose({ owed, onPaid }: { owed: Owed; onPaid: (state: State) => void }) {
  const [busy, work] = useState(false);
  const [refused, refuse] = useState('');
  const [form, follow] = useState<FormState>('loading');
  const send = useRef(() => {});
  const submit = (event: Event) => {
    event.preventDefault();
    refuse('');
    if (!busy) send.current();
  };
  const pay = async (token: string) => {
    if (busy) return;
    work(true);
    refuse('');
    const outcome = await charge(token);
    work(false);
    if (typeof outcome === 'string') refuse(outcome);
    else onPaid(outcome);
  };
  if (!formAddress()) return <Panel title={t('pay.with')}><p class="panel-note muted">{t('pay.none')}</p></Panel>;
  return (
    <Panel title={t('pay.with')}>
      <form class="pay" noValidate onSubmit={submit}>
        <NewMethod send={send} onState={follow} onToken={pay} />
        <Refused why={refused} />
        {!/asking|failed/.test(form) && (
          <Button kind="primary" wide submit busy={busy || /loading|working/.test(form)}>
            {t('pay.button', { amount: money(owed.due, owed.currency_code) })}
          </Button>
        )}
      </form>
    </Panel>
  );
}

/** The answer is how the task stands then, or why the card was not taken. */
async function charge(token: string): Promise<State | string> {
  try {
    return (await post<State>(`${PATH}/pay`, { token })).data;
  } catch (problem) {
    const { code } = problem as Problem;
    if (/declined/.test(code)) return declineText(code);
    // Somebody else was quicker, or the link is over: the page says which.
    if (['conflict', 'transaction_immutable', ...OVER].includes(code)) await load(PATH);
    return problemText(problem as Problem);
  }
}

function Done({ id, owed }: { id: string; owed?: Owed }) {
  const { merchant } = portal.get()!;
  return (
    <Page key="done" title={t('pay.done')} lead={t(owed ? 'pay.done.text' : 'task.done.text', { merchant: merchant.name })}>
      <div class="panel done">
        <span class="disc good"><Icon name="check" size={28} /></span>
        {owed && <p class="figure"><Money amount={owed.due} currency={owed.currency_code} /></p>}
        {owed && <p class="muted">{titleOf(owed)}</p>}
        <Back kind="primary" />
        <ButtonLink kind={returnUrl() ? 'quiet' : 'primary'} href={`/payments/${id}`}>{t('pay.done.see')}</ButtonLink>
      </div>
    </Page>
  );
}

function returnUrl(): string | undefined {
  const url = portal.get()!.merchant.return_url;
  return url && /^https?:/.test(url) ? url : undefined;
}

/** The portal's own pages are of no use to whoever has but the link. */
function Back({ kind }: { kind: 'primary' | 'quiet' }) {
  const url = returnUrl();
  return url ? <ButtonLink kind={kind} href={url}>{t('pay.return', { merchant: portal.get()!.merchant.name })}</ButtonLink> : null;
}

/** The same payment is there for whoever signs in, or is signed in already. */
function Expired({ id }: { id: string }) {
  const next = encodeURIComponent(`/pay/${id}`);
  return (
    <Page key="expired" title={t('task.expired.title')} lead={t('task.expired.text')}>
      <ButtonLink kind="primary" href={`/sign-in?next=${next}`}>{t('sign_in.title')}</ButtonLink>
    </Page>
  );
}

function titleOf(owed: Owed): string {
  return [...new Set(owed.items.map((item) => item.name))].join(' + ');
}

/** As any other bill is shown. */
function bill(owed: Owed): Transaction {
  const { subtotal, discount, tax, total, credit, due } = owed;
  return {
    id: '',
    status: 'ready',
    currency_code: owed.currency_code,
    items: [],
    created_at: '',
    details: {
      totals: { subtotal, discount, tax, total, credit, grand_total: due },
      tax_rates_used: owed.tax_rates_used,
      tax_treatment: owed.tax_treatment,
      line_items: owed.items.map((item) => ({
        id: item.name,
        quantity: item.quantity,
        tax_rate: item.tax_rate,
        totals: { subtotal: item.subtotal, tax: '', total: '' },
        product: { id: '', name: item.name },
      })),
    },
  };
}
