import { useState } from 'preact/hooks';
import { post, Problem } from '../../app/api';
import { t } from '../../app/i18n';
import { go, linkToken, safeNext } from '../../app/router';
import { enter, portal } from '../../app/session';
import { Button } from '../../parts/button';
import { Page } from '../../parts/page';
import { problemText } from '../../parts/states';
import { toast } from '../../parts/toast';
import { EmailForm } from './email-form';
import { Inbox } from './sign-in';

type Step = 'press' | 'email' | 'expired';

/**
 * Opening the link changes nothing; only the press does. Mail scanners open every link, and would use it up.
 */
export function Link() {
  const token = linkToken.use();
  const merchant = portal.get()?.merchant.name;
  const [step, to] = useState<Step>(token ? 'press' : 'expired');
  const [busy, work] = useState(false);
  const [sent, send] = useState('');

  const redeem = async (email?: string): Promise<string> => {
    try {
      const { data } = await post<{ next: string }>('/sign-in/redeem', email ? { token, email } : { token });
      linkToken.set('');
      await enter();
      go(safeNext(data.next), 'replace');
      return '';
    } catch (problem) {
      return explain(problem as Problem, !!email);
    }
  };
  const explain = (problem: Problem, withEmail: boolean): string => {
    if (problem.code === 'sign_in_link_expired') to('expired');
    else if (problem.code === 'sign_in_email_required' && !withEmail) to('email');
    else return problem.code === 'sign_in_email_required' ? t('link.email.wrong') : problemText(problem);
    return '';
  };
  const press = async () => {
    work(true);
    const problem = await redeem();
    work(false);
    if (problem) toast({ text: problem, bad: true });
  };

  if (sent) return <Inbox email={sent} change={() => send('')} />;
  if (step === 'press' && token) {
    return (
      <Page key="press" title={t('link.title')} lead={t('link.lead')}>
        <Button kind="primary" wide busy={busy} autoFocus onPress={press}>{t('link.continue', { merchant })}</Button>
      </Page>
    );
  }
  if (step === 'email') {
    return (
      <Page key="email" title={t('link.email.title')} lead={t('link.email.lead')}>
        <EmailForm button={t('link.continue', { merchant })} send={redeem} onSent={() => {}} />
      </Page>
    );
  }
  return (
    <Page key="expired" title={t('link.expired.title')} lead={t('link.expired.lead')}>
      <EmailForm button={t('link.expired.send')} onSent={send} />
    </Page>
  );
}
