import '../../parts';
import { useEffect, useState } from 'preact/hooks';
import { t, tr } from '../../app/i18n';
import { portal } from '../../app/session';
import { Button } from '../../parts/button';
import { Icon } from '../../parts/icon';
import { Page } from '../../parts/page';
import { toast } from '../../parts/toast';
import { CodeForm } from './code-form';
import { EmailForm, ask } from './email-form';
import { PasskeySignIn } from './passkey';

export { Again } from './again';
export { Link } from './link';

export function SignIn() {
  const [sent, send] = useState('');
  if (sent) return <Inbox email={sent} change={() => send('')} />;
  return (
    <Page title={t('sign_in.title')} lead={t('sign_in.lead', { merchant: portal.get()?.merchant.name })}>
      <EmailForm button={t('sign_in.send')} onSent={send} />
      <PasskeySignIn />
    </Page>
  );
}

/** The same words whether or not we know the address: nobody learns who is a customer. */
export function Inbox({ email, change }: { email: string; change: () => void }) {
  const [left, wait] = useState(30);
  const [sent, count] = useState(1);
  const [busy, work] = useState(false);
  useEffect(() => {
    if (!left) return;
    const timer = setTimeout(() => wait(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  const again = async () => {
    work(true);
    const problem = await ask(email);
    work(false);
    if (!problem) {
      wait(30);
      count(sent + 1);
    }
    toast(problem ? { text: problem, bad: true } : { text: t('inbox.sent_again') });
  };
  return (
    <Page title={t('inbox.title')} lead={tr('inbox.lead', { email: <b><bdi>{email}</bdi></b> })}>
      <div class="inbox">
        <CodeForm email={email} sent={sent} />
        <p class="hint"><Icon name="mail" />{t('inbox.hint')}</p>
        {left > 0
          ? <p class="muted resend">{t('inbox.resend_in', { seconds: left })}</p>
          : <Button wide busy={busy} onPress={again}>{t('inbox.resend')}</Button>}
        <Button kind="quiet" wide onPress={change}>{t('inbox.change')}</Button>
      </div>
    </Page>
  );
}
