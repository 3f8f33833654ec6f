import '../../parts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { signInAgain, takeDraft } from '../../app/again';
import { post, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import type { PaymentMethod } from '../../app/model';
import { put, useResource } from '../../app/resource';
import { portal } from '../../app/session';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { expiresBefore, expiry, MethodLine } from '../../parts/card';
import { Dialog } from '../../parts/dialog';
import { formAddress, NewMethod, type FormState } from '../../parts/new-method';
import { Page, Panel } from '../../parts/page';
import { Empty, Failure, problemText, Refused, Skeleton } from '../../parts/states';
import { toast } from '../../parts/toast';

const TASK = '/payment-methods?change=add';
const SOON = 45 * 86_400_000;

export function PaymentMethods() {
  const path = `/customers/${portal.get()?.customer?.id}/payment-methods`;
  const { data, problem, retry } = useResource<PaymentMethod[]>(path);
  // Not null: it is to be added after a fresh sign-in, which may have come between entering and saving it.
  const [draft] = useState(() => takeDraft(TASK));
  const [adding, add] = useState(draft !== null);
  const start = portal.get()?.actions.update_payment_method && formAddress()
    ? <Button icon="plus" onPress={() => add(true)}>{t('methods.add')}</Button> : null;
  return (
    <Page title={t('nav.methods')} aside={start}>
      <Panel>
        {data?.length ? <ul class="rows">{data.map((m) => <Method of={m} />)}</ul>
          : data ? <Empty icon="card" title={t('methods.none')}>{t('methods.none.text')}</Empty>
          : problem ? <Failure problem={problem} retry={retry} />
          : <Skeleton />}
      </Panel>
      <p class="muted small">{t('methods.safe')}</p>
      {adding && formAddress() && <AddMethod path={path} known={data ?? []} token={draft} onClose={() => add(false)} />}
    </Page>
  );
}

function Method({ of }: { of: PaymentMethod }) {
  const card = of.card;
  return (
    <li class="row still">
      <span class="row-main">
        <MethodLine of={of} />
        {card && <span class="row-detail">{t('methods.expires', { date: expiry(card) })}</span>}
      </span>
      {card && <span class="row-badge"><Expiry of={card} /></span>}
    </li>
  );
}

function Expiry({ of }: { of: NonNullable<PaymentMethod['card']> }) {
  if (expiresBefore(of, new Date())) return <Badge tone="bad">{t('methods.expired')}</Badge>;
  return expiresBefore(of, new Date(Date.now() + SOON)) ? <Badge tone="warn">{t('methods.soon')}</Badge> : null;
}

function AddMethod({ path, known, token, onClose }: {
  path: string;
  known: PaymentMethod[];
  token: string | null;
  onClose: () => void;
}) {
  const [busy, work] = useState(false);
  const [refused, refuse] = useState('');
  const [form, follow] = useState<FormState>('loading');
  const send = useRef(() => {});
  const save = async (entered: string) => {
    if (busy) return;
    work(true);
    refuse('');
    try {
      const { data } = await post<PaymentMethod>(path, { token: entered });
      put(path, [data, ...known]);
      toast({ text: t('methods.added') });
      onClose();
    } catch (problem) {
      if (signInAgain(problem as Problem, TASK, entered)) return;
      refuse((problem as Problem).code === 'invalid_field' ? t('pay.enter_again') : problemText(problem as Problem));
    }
    work(false);
  };
  useEffect(() => {
    if (token) void save(token);
  }, []);
  return (
    <Dialog title={t('methods.add')} onClose={onClose}>
      <div>
        <NewMethod send={send} onState={follow} onToken={save} />
        <Refused why={refused} />
      </div>
      <div class="dialog-actions">
        <Button onPress={onClose}>{t('action.close')}</Button>
        {!/asking|failed/.test(form) && (
          <Button kind="primary" busy={busy || /loading|working/.test(form)} onPress={() => send.current()}>{t('form.save')}</Button>
        )}
      </div>
    </Dialog>
  );
}
