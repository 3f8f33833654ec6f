import { t } from '../app/i18n';
import { portal } from '../app/session';
import { ButtonLink } from './button';

/** The way back to the merchant, or to the portal's first page. */
export function Leave() {
  const { merchant } = portal.get()!;
  return merchant.return_url && /^https?:/.test(merchant.return_url)
    ? <ButtonLink kind="quiet" href={merchant.return_url}>{t('pay.return', { merchant: merchant.name })}</ButtonLink>
    : <ButtonLink kind="quiet" href="/">{t('not_found.home')}</ButtonLink>;
}
