import '../../parts';
import { useState } from 'preact/hooks';
import { post, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import { forget } from '../../app/resource';
import { linkToken } from '../../app/router';
import { portal } from '../../app/session';
import { Button, ButtonLink } from '../../parts/button';
import { EmailField } from '../../parts/field';
import { Page } from '../../parts/page';
import { problemText } from '../../parts/states';
import { toast } from '../../parts/toast';

type Act = 'confirm' | 'stop';
type Step = 'press' | 'email' | 'expired' | 'half' | 'whole' | 'stopped';

/**
 * Where the links to both addresses lead. Opening one changes nothing; only a press does, and for whoever is not signed
 * in only with the address that got the link: mail scanners open every link, and some press every button.
 */
export function EmailChange({ id: side }: { id: string }) {
  const token = linkToken.use();
  const [step, to] = useState<Step>(token ? 'press' : 'expired');
  const [act, choose] = useState<Act>('confirm');
  const [busy, work] = useState('');

  const send = async (which: Act, email?: string): Promise<string> => {
    try {
      const { data } = await post<{ complete?: boolean }>(`/email-changes/${which}`, email ? { token, email } : { token });
      forget('/email-changes');
      to(which === 'stop' ? 'stopped' : data.complete ? 'whole' : 'half');
      return '';
    } catch (problem) {
      const { code } = problem as Problem;
      if (code === 'email_change_link_expired') to('expired');
      else if (code === 'email_change_address_required' && !email) to('email');
      else return code === 'email_change_address_required' ? t('link.email.wrong') : problemText(problem as Problem);
      return '';
    }
  };
  const press = async (which: Act) => {
    choose(which);
    work(which);
    const problem = await send(which);
    work('');
    if (problem) toast({ text: problem, bad: true });
  };

  if (step === 'press') {
    return (
      <Page key="press" title={t(`email_change.${side}.title`)} lead={t(`email_change.${side}.lead`)}>
        <div class="inbox">
          <Button kind="primary" wide busy={busy === 'confirm'} autoFocus onPress={() => press('confirm')}>
            {t('email_change.confirm')}
          </Button>
          {side === 'current' && (
            <Button wide busy={busy === 'stop'} onPress={() => press('stop')}>{t('email_change.stop')}</Button>
          )}
        </div>
      </Page>
    );
  }
  if (step === 'email') {
    return (
      <Page key="email" title={t('link.email.title')} lead={t('email_change.email.lead')}>
        <Address button={t(`email_change.${act}`)} send={(email) => send(act, email)} />
      </Page>
    );
  }
  return (
    <Page key={step} title={t(`email_change.${step}.title`)} lead={t(`email_change.${step}.lead`)}>
      <ButtonLink kind="primary" wide href={portal.get()?.customer ? '/account' : '/sign-in'}>
        {t(portal.get()?.customer ? 'email_change.account' : 'sign_in.title')}
      </ButtonLink>
    </Page>
  );
}

/** Asks for the address that got the link. */
function Address({ button, send }: { button: string; send: (email: string) => Promise<string> }) {
  const [email, type] = useState('');
  const [error, fail] = useState('');
  const [busy, work] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    work(true);
    fail(await send(email.trim()));
    work(false);
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <EmailField label={t('sign_in.email')} value={email} error={error} focus onInput={type} />
      <Button kind="primary" wide submit busy={busy}>{button}</Button>
    </form>
  );
}
