import { useEffect, useState } from 'preact/hooks';
import { signInAgain, takeDraft } from '../../app/again';
import { post, remove, type Problem } from '../../app/api';
import { t, tr } from '../../app/i18n';
import type { EmailChange } from '../../app/model';
import { load, put, useResource } from '../../app/resource';
import { enter, portal } from '../../app/session';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { EmailField } from '../../parts/field';
import { Facts, Panel } from '../../parts/page';
import { problemText } from '../../parts/states';
import { toast } from '../../parts/toast';

const CHANGES = '/email-changes';
const TASK = '/account?change=email';

/** Who somebody is here, and how to become known under another address. */
export function Details() {
  const { customer, merchant, actions } = portal.use()!;
  const { data } = useResource<EmailChange[]>(CHANGES);
  const [draft, write] = useState(() => takeDraft(TASK));
  const change = data?.[0];
  // It may have been confirmed elsewhere, or be carried out at this very moment.
  useEffect(() => void enter().catch(() => {}), []);
  useEffect(() => {
    if (change?.status !== 'confirmed') return;
    const timer = setTimeout(() => load(CHANGES).then(enter).catch(() => {}), 1000);
    return () => clearTimeout(timer);
  }, [data]);
  return (
    <Panel title={t('account.you')}>
      <Facts of={[
        customer?.name && [t('account.name'), <bdi>{customer.name}</bdi>],
        [t('account.email'), <bdi>{customer?.email}</bdi>],
      ]} />
      {change && <Pending of={change} />}
      {actions.change_email && !change && (
        <div class="panel-foot"><Button onPress={() => write('')}>{t('account.email.change')}</Button></div>
      )}
      {merchant.support_email && (
        <p class="panel-note muted">
          {t(actions.change_email ? 'account.change_rest' : 'account.change')}{' '}
          <a href={`mailto:${merchant.support_email}`}>{merchant.support_email}</a>
        </p>
      )}
      {draft !== null && <Change typed={draft} onClose={() => write(null)} />}
    </Panel>
  );
}

/** What is still missing until the new address counts. */
function Pending({ of }: { of: EmailChange }) {
  const off = () => {
    remove(`${CHANGES}/${of.id}`).then(
      () => put<EmailChange[]>(CHANGES, []),
      (problem: Problem) => toast({ text: problemText(problem), bad: true }),
    );
  };
  const mark = (done: boolean) => (
    <Badge tone={done ? 'good' : 'warn'}>{t(done ? 'account.email.confirmed' : 'account.email.waiting')}</Badge>
  );
  return (
    <div class="pending">
      <p>{tr(of.status === 'confirmed' ? 'account.email.under_way' : 'account.email.pending', {
        email: <b><bdi>{of.new_email}</bdi></b>,
      })}</p>
      {of.status === 'open' && (
        <>
          <Facts of={[
            [t('account.email.at_current'), mark(of.current_confirmed)],
            [t('account.email.at_new'), mark(of.new_confirmed)],
          ]} />
          <Button onPress={off}>{t('account.email.call_off')}</Button>
        </>
      )}
    </div>
  );
}

function Change({ typed, onClose }: { typed: string; onClose: () => void }) {
  const [email, type] = useState(typed);
  const [error, fail] = useState('');
  const [busy, work] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    work(true);
    fail('');
    try {
      const { data } = await post<EmailChange>(CHANGES, { email: email.trim() });
      put(CHANGES, [data]);
      toast({ text: t('account.email.asked') });
      onClose();
    } catch (problem) {
      if (!signInAgain(problem as Problem, TASK, email)) {
        fail((problem as Problem).status === 400 ? t('account.email.invalid') : problemText(problem as Problem));
      }
    }
    work(false);
  };
  return (
    <Dialog title={t('account.email.change')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={submit}>
        <p class="muted">{t('account.email.how')}</p>
        <EmailField label={t('account.email.new')} value={email} error={error} focus onInput={type} />
        <div class="dialog-actions">
          <Button onPress={onClose}>{t('action.close')}</Button>
          <Button kind="primary" submit busy={busy}>{t('account.email.send')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
