import { nameOf, totalOf } from '../app/billing';
import { percent, t } from '../app/i18n';
import type { Details, Transaction } from '../app/model';
import { Money } from '../app/money';

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
        {totals && taxes(of.details!).map((tax) => <Sum name={tax.name} amount={tax.amount} currency={currency} />)}
        {totals && Number(totals.credit ?? 0) > 0 &&
          <Sum name={t('payment.credit')} amount={'-' + totals.credit} currency={currency} />}
        <Sum name={t('payment.total')} amount={totalOf(of)} currency={currency} strong />
      </dl>
      {of.details?.tax_treatment === 'reverse_charge' && <p class="muted">{t('payment.reverse_charge')}</p>}
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

/** One line for each rate at which something was taxed; one that says that nothing was, if there is none. */
function taxes({ totals, tax_rates_used }: Details): { name: string; amount: string }[] {
  const taxed = (tax_rates_used ?? []).filter((used) => Number(used.tax_rate) > 0);
  if (!taxed.length) return [{ name: t('payment.tax'), amount: totals.tax }];
  return taxed.map(({ tax_rate, name, totals: { tax } }) => ({
    name: t('payment.tax_at', { name: name ?? t('payment.tax'), rate: percent(tax_rate) }),
    amount: tax,
  }));
}
