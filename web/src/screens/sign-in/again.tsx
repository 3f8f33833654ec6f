import { useEffect, useState } from 'preact/hooks';
import { get } from '../../app/api';
import { t, tr } from '../../app/i18n';
import type { Session } from '../../app/model';
import { go, safeNext } from '../../app/router';
import { enter, portal } from '../../app/session';
import { Button, ButtonLink } from '../../parts/button';
import { Page } from '../../parts/page';
import { toast } from '../../parts/toast';
import { ask } from './email-form';
import { PasskeySignIn } from './passkey';
import { Inbox, SignIn } from './sign-in';

/** Somebody who is signed in does so anew, because he is about to do something that a stranger must not. */
export function Again() {
  const email = portal.get()?.customer?.email;
  const [sent, send] = useState(false);
  const [busy, work] = useState(false);
  const next = safeNext(new URLSearchParams(location.search).get('next'));
  useEffect(() => goOnWhenDone(next), []);
  if (!email) return <SignIn />;
  if (sent) return <Inbox email={email} change={() => send(false)} />;
  const press = async () => {
    work(true);
    const problem = await ask(email);
    work(false);
    if (problem) toast({ text: problem, bad: true });
    else send(true);
  };
  return (
    <Page title={t('again.title')} lead={tr('again.lead', { email: <b><bdi>{email}</bdi></b> })}>
      <div class="inbox">
        <Button kind="primary" wide busy={busy} autoFocus onPress={press}>{t('sign_in.send')}</Button>
        <PasskeySignIn onDone={() => go(next, 'replace')} />
        <ButtonLink kind="quiet" wide href={next.split('?')[0]!}>{t('again.back')}</ButtonLink>
      </div>
    </Page>
  );
}

/** The link may be opened in another tab: back in this one, what was begun here goes on. */
function goOnWhenDone(next: string): () => void {
  const current = () => get<Session>('/session').then(({ data }) => data.id, () => null);
  const before = current();
  const look = async () => {
    if (document.hidden) return;
    const now = await current();
    if (!now || now === (await before)) return;
    await enter();
    go(next, 'replace');
  };
  document.addEventListener('visibilitychange', look);
  return () => document.removeEventListener('visibilitychange', look);
}
