import { has, t } from '../app/i18n';

/** Why a card was refused, in words that say what to do next. */
export function declineText(code: string | null | undefined): string {
  const key = `decline.${code}`;
  return t(has(key) ? key : 'decline.declined');
}
