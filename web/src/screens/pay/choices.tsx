import { t } from '../../app/i18n';
import { portal } from '../../app/session';
import { ButtonLink } from '../../parts/button';

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

export function Leave() {
  const { merchant } = portal.get()!;
  return merchant.return_url && /^https?:/.test(merchant.return_url)
    ? <ButtonLink kind="quiet" href={merchant.return_url}>{t('pay.return', { merchant: merchant.name })}</ButtonLink>
    : <ButtonLink kind="quiet" href="/">{t('not_found.home')}</ButtonLink>;
}
