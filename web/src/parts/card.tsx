import { t } from '../app/i18n';
import type { Card, MethodDetails } from '../app/model';

const NAMES: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  american_express: 'American Express',
  diners_club: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  maestro: 'Maestro',
  union_pay: 'UnionPay',
};

export function cardName(card: Card): string {
  return NAMES[card.type] ?? t('card.unknown');
}

/** `Visa •••• 4242`, with the digits kept in order in right-to-left text. */
export function CardLine({ card }: { card: Card }) {
  return (
    <span class="card-line">
      <CardMark type={card.type} />
      <span>
        {cardName(card)} <bdi dir="ltr" aria-label={t('card.ending', { last4: card.last4 })}>•••• {card.last4}</bdi>
      </span>
    </span>
  );
}

/** A saved way to pay, whichever kind it is. */
export function MethodLine({ of }: { of: MethodDetails }) {
  if (of.card) return <CardLine card={of.card} />;
  const name = of.sepa_debit ? t('methods.iban', { last4: of.sepa_debit.last4 }) : <bdi>{of.paypal?.email ?? of.type}</bdi>;
  return <span class="card-line"><CardMark type={of.type} /><span>{name}</span></span>;
}

export function CardMark({ type }: { type: string }) {
  return (
    <svg class="card-mark" width="34" height="22" viewBox="0 0 34 22" aria-hidden="true">
      <rect class="card-face" x=".5" y=".5" width="33" height="21" rx="4" />
      {mark(type)}
    </svg>
  );
}

function mark(type: string) {
  if (type === 'mastercard' || type === 'maestro') {
    return (
      <>
        <circle cx="14" cy="11" r="5.5" fill={type === 'maestro' ? '#0099df' : '#eb001b'} />
        <circle cx="20" cy="11" r="5.5" fill={type === 'maestro' ? '#ed0006' : '#f79e1b'} opacity=".9" />
      </>
    );
  }
  if (type === 'visa') return <path class="visa" d="M7 15 10 7m3 0-1.5 8m8.5-7.3c-3.5-1.4-5.5 1.5-3 2.8 3 1.5.5 4.6-3 3M21 15l4-8h.8L27 15m-4.5-2.6h4" />;
  if (type === 'sepa_debit') return <path d="M9 9 17 5l8 4zm3 2v4m5-4v4m5-4v4M9 17h16" />;
  if (type === 'paypal') return <path d="M9 7h16v9H9zm16 3h-5v3h5" />;
  return <path class="stripe" d="M1 7.5h32M5 15h7" />;
}

/** Whether the card can no longer be charged at that time. Cards live until the last day of their month. */
export function expiresBefore(card: Card, time: Date): boolean {
  return Date.UTC(card.expiry_year, card.expiry_month, 1) <= time.getTime();
}

export function expiry(card: Card): string {
  return `${String(card.expiry_month).padStart(2, '0')}/${card.expiry_year}`;
}
