import { nameOf, totalOf } from '../app/billing';
import { percent, t } from '../app/i18n';
import type { Transaction } from '../app/model';
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
        {totals && <Sum name={taxName(of)} amount={totals.tax} currency={currency} />}
        {totals && Number(totals.credit ?? 0) > 0 &&
          <Sum name={t('payment.credit')} amount={'-' + totals.credit} currency={currency} />}
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
