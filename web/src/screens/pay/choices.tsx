import { t } from '../../app/i18n';
import { portal } from '../../app/session';
import { ButtonLink } from '../../parts/button';
import { Icon } from '../../parts/icon';
import { TEST_CARDS, TestCardName } from '../../parts/test-cards';

/* What paying looks like, whoever pays: somebody who is signed in, or the holder of a link. */

export function Choice({ value, on, pick, children }: {
  value: string;
  on: boolean;
  pick: (value: string) => void;
  children: unknown;
}) {
  return (
    <label class="choice">
      <input type="radio" name="method" value={value} checked={on} onChange={() => pick(value)} />
      {children as string}
    </label>
  );
}

export function TestCardChoices({ choice, pick }: { choice?: string; pick: (value: string) => void }) {
  return (
    <>
      <p class="choices-title">{t('card.test.title')}</p>
      {TEST_CARDS.map((card) => (
        <Choice value={card.token} on={choice === card.token} pick={pick}><TestCardName of={card} /></Choice>
      ))}
    </>
  );
}

export function Refused({ why }: { why: string }) {
  return <div role="alert">{why && <p class="refused"><Icon name="alert" />{why}</p>}</div>;
}

export function Leave() {
  const { merchant } = portal.get()!;
  return merchant.return_url && /^https?:/.test(merchant.return_url)
    ? <ButtonLink kind="quiet" href={merchant.return_url}>{t('pay.return', { merchant: merchant.name })}</ButtonLink>
    : <ButtonLink kind="quiet" href="/">{t('not_found.home')}</ButtonLink>;
}
