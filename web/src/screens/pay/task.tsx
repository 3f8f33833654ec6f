import { useState } from 'preact/hooks';
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
import { Page, Panel } from '../../parts/page';
import { Failure, problemText, Skeleton } from '../../parts/states';
import { Leave, Refused, TestCardChoices } from './choices';

const PATH = '/task';
/* What tells that the link opens nothing, or nothing any more. */
const OVER = ['task_link_expired', 'not_found', 'forbidden'];

/** One payment for whoever holds its link: no session, no other page, and nothing happens before a card is chosen. */
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
  if (!data.owed) return <Page key="closed" title={t('pay.closed')} lead={t('task.closed.text')}><Leave /></Page>;
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
  const [choice, pick] = useState<string>();
  const [busy, work] = useState(false);
  const [refused, refuse] = useState('');
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (!choice) return refuse(t('pay.choose'));
    work(true);
    refuse('');
    const outcome = await charge(choice);
    work(false);
    if (typeof outcome === 'string') refuse(outcome);
    else onPaid(outcome);
  };
  return (
    <Panel title={t('pay.with')}>
      <form class="pay" noValidate onSubmit={submit}>
        <div class="choices" role="radiogroup" aria-label={t('pay.with')}>
          <TestCardChoices choice={choice} pick={(card) => (pick(card), refuse(''))} />
        </div>
        <Refused why={refused} />
        <Button kind="primary" wide submit busy={busy}>
          {t('pay.button', { amount: money(owed.due, owed.currency_code) })}
        </Button>
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
  const back = merchant.return_url && /^https?:/.test(merchant.return_url) ? merchant.return_url : null;
  return (
    <Page key="done" title={t('pay.done')} lead={t(owed ? 'pay.done.text' : 'task.done.text', { merchant: merchant.name })}>
      <div class="panel done">
        <span class="disc good"><Icon name="check" size={28} /></span>
        {owed && <p class="figure"><Money amount={owed.due} currency={owed.currency_code} /></p>}
        {owed && <p class="muted">{titleOf(owed)}</p>}
        {back && <ButtonLink kind="primary" href={back}>{t('pay.return', { merchant: merchant.name })}</ButtonLink>}
        <ButtonLink kind={back ? 'quiet' : 'primary'} href={`/payments/${id}`}>{t('pay.done.see')}</ButtonLink>
      </div>
    </Page>
  );
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
