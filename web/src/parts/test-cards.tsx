import { t } from '../app/i18n';
import { CardMark } from './card';

/** The sandbox provider's cards. They are tokens, never numbers. */
export const TEST_CARDS = [
  { token: 'tok_sandbox_visa', type: 'visa', key: 'card.test.visa' },
  { token: 'tok_sandbox_mastercard', type: 'mastercard', key: 'card.test.mastercard' },
  { token: 'tok_sandbox_declined', type: 'unknown', key: 'card.test.declined' },
] as const;

export function TestCardName({ of }: { of: (typeof TEST_CARDS)[number] }) {
  return (
    <span class="card-line">
      <CardMark type={of.type} />
      <span>{t(of.key)}</span>
    </span>
  );
}
