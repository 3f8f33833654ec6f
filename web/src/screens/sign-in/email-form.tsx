import { useState } from 'preact/hooks';
import { post, type Problem } from '../../app/api';
import { learn, t } from '../../app/i18n';
import { safeNext } from '../../app/router';
import { Button } from '../../parts/button';
import { EmailField } from '../../parts/field';
import { problemText } from '../../parts/states';

const KEPT = 'sign-in-email';

/** Asks for a link. The answer is what went wrong, in words, if anything did. */
export async function ask(email: string): Promise<string> {
  try {
    await post('/sign-in', { email, next: safeNext(new URLSearchParams(location.search).get('next')) });
    sessionStorage.setItem(KEPT, email);
    await learn('inbox');
    return '';
  } catch (problem) {
    return (problem as Problem).status === 400 ? t('sign_in.invalid') : problemText(problem as Problem);
  }
}

export function EmailForm({ button, onSent, send = ask }: {
  button: string;
  onSent: (email: string) => void;
  send?: (email: string) => Promise<string>;
}) {
  const [email, type] = useState(() => sessionStorage.getItem(KEPT) ?? '');
  const [error, fail] = useState('');
  const [busy, work] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    const address = email.trim();
    if (busy) return;
    fail('');
    if (!/^\S+@\S+\.?\S+$/.test(address)) return fail(t('sign_in.invalid'));
    work(true);
    const problem = await send(address);
    work(false);
    if (problem) fail(problem);
    else onSent(address);
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <EmailField label={t('sign_in.email')} value={email} error={error} focus onInput={type} />
      <Button kind="primary" wide submit busy={busy}>{button}</Button>
    </form>
  );
}
