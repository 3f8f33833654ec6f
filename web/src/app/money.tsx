import type { JSX } from 'preact';
import { isolated, language } from './i18n';

/* ISO 4217's digits. Never Intl's: browsers say 0 for HUF or COP, and would show such an amount 100 times too large. */
const DIGITS: Record<string, number> = {
  JPY: 0, KRW: 0, VND: 0, CLP: 0, ISK: 0, PYG: 0, UGX: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
};

export function decimal(minor: string, currency: string): string {
  const digits = DIGITS[currency] ?? 2;
  const [, sign = '', whole = '0'] = /^(-?)(\d+)$/.exec(minor) ?? [];
  if (!digits) return sign + whole;
  const padded = whole.padStart(digits + 1, '0');
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

function parts(minor: string, currency: string): Intl.NumberFormatPart[] {
  const digits = DIGITS[currency] ?? 2;
  const format = new Intl.NumberFormat(language.get(), {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.formatToParts(decimal(minor, currency) as unknown as number);
}

/** An amount of minor units. The currency is isolated, or right-to-left text paints `$US` for `US$`. */
export function Money({ amount, currency }: { amount: string; currency: string }): JSX.Element {
  return (
    <span class="money">
      {parts(amount, currency).map((p) => (p.type === 'currency' ? <bdi>{p.value}</bdi> : p.value))}
    </span>
  );
}

/** The same as plain text, for labels and titles. */
export function money(amount: string, currency: string): string {
  const text = parts(amount, currency).map((p) => (p.type === 'currency' ? isolated(p.value) : p.value));
  return text.join('');
}
