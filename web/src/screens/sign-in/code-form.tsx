import { useEffect, useState } from 'preact/hooks';
import { post, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import { go, safeNext } from '../../app/router';
import { enter } from '../../app/session';
import { Button } from '../../parts/button';
import { CodeField } from '../../parts/field';
import { problemText } from '../../parts/states';

const LENGTH = 6;
const TRIES = 5;

/**
 * For those who read their mail on another device. Whether a code is wrong or was never sent is not said, here as
 * little as by the server.
 */
export function CodeForm({ email, sent }: { email: string; sent: number }) {
  const [code, type] = useState('');
  const [error, fail] = useState('');
  const [tried, count] = useState(0);
  const [busy, work] = useState(false);
  useEffect(() => {
    type('');
    fail('');
    count(0);
  }, [sent]);

  const redeem = async () => {
    if (busy) return;
    if (code.length < LENGTH) return fail(t('inbox.code.short'));
    work(true);
    try {
      const { data } = await post<{ next: string }>('/sign-in/code', { email, code });
      await enter();
      go(safeNext(data.next), 'replace');
    } catch (problem) {
      fail(explain(problem as Problem));
    }
    work(false);
  };
  const explain = (problem: Problem): string => {
    if (problem.code !== 'sign_in_code_invalid') return problemText(problem);
    count(tried + 1);
    return t(tried + 1 < TRIES ? 'inbox.code.wrong' : 'inbox.code.spent');
  };
  const typed = (digits: string) => {
    type(digits);
    fail('');
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void redeem();
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <CodeField label={t('inbox.code')} value={code} error={error} tried={tried} onInput={typed} />
      <Button kind="primary" wide submit busy={busy}>{t('inbox.code.send')}</Button>
    </form>
  );
}
