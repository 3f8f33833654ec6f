import { signInAgain } from '../../app/again';
import { get, post, type Problem } from '../../app/api';
import { isPaid, lastAttempt } from '../../app/billing';
import { t } from '../../app/i18n';
import type { PaymentMethod, Transaction } from '../../app/model';
import { forget, load } from '../../app/resource';
import { declineText } from '../../parts/decline';
import { problemText } from '../../parts/states';

const TRIES = 20;

/** What goes on after a fresh sign-in: paying this, with what was chosen. */
export function payTask(id: string): string {
  return `/pay/${id}?change=method`;
}

/** Whether this is what the form made of something entered, and not a saved method. */
export function isToken(choice: string | undefined): boolean {
  return !!choice && !choice.startsWith('paymtd_');
}

/** Pays with a saved method, or saves first what a token of the form stands for. The answer is the paid transaction, or why not. */
export async function charge(
  id: string,
  methodsPath: string,
  choice: string,
  saved: (method: string) => void,
): Promise<Transaction | string> {
  try {
    let method = choice;
    if (isToken(choice)) {
      method = (await post<PaymentMethod>(methodsPath, { token: choice })).data.id;
      void load(methodsPath);
      saved(method);
    }
    const { data } = await post<Transaction>(`/transactions/${id}/pay`, { payment_method_id: method });
    return await settle(data);
  } catch (problem) {
    const { code } = problem as Problem;
    if (signInAgain(problem as Problem, payTask(id), choice)) return '';
    if (code === 'invalid_field' && isToken(choice)) return t('pay.enter_again');
    return /declined|payment_failed/.test(code) ? declineText(code) : problemText(problem as Problem);
  }
}

/** A charge may still be under way when the answer comes. */
async function settle(transaction: Transaction): Promise<Transaction | string> {
  for (let left = TRIES; ; left--) {
    const attempt = lastAttempt(transaction);
    if (isPaid(transaction)) {
      forget('/subscriptions');
      forget('/transactions?');
      return transaction;
    }
    if (!attempt || attempt.status === 'error' || !left) {
      return attempt?.status === 'error' ? declineText(attempt.error_code) : t('pay.processing');
    }
    await new Promise((wait) => setTimeout(wait, 500));
    transaction = (await get<Transaction>(`/transactions/${transaction.id}`)).data;
  }
}
