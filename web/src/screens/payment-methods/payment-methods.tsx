import '../../parts';
import { useState } from 'preact/hooks';
import { signInAgain, takeDraft } from '../../app/again';
import { post, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import type { PaymentMethod } from '../../app/model';
import { put, useResource } from '../../app/resource';
import { portal } from '../../app/session';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { CardLine, expiresBefore, expiry } from '../../parts/card';
import { Dialog } from '../../parts/dialog';
import { Page, Panel } from '../../parts/page';
import { Empty, Failure, problemText, Skeleton } from '../../parts/states';
import { TEST_CARDS, TestCardName } from '../../parts/test-cards';
import { toast } from '../../parts/toast';

const TASK = '/payment-methods?change=add';
const SOON = 45 * 86_400_000;

export function PaymentMethods() {
  const path = `/customers/${portal.get()?.customer?.id}/payment-methods`;
  const { data, problem, retry } = useResource<PaymentMethod[]>(path);
  const [adding, add] = useState(() => takeDraft(TASK) !== null);
  const start = portal.get()?.actions.update_payment_method
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
      {adding && <AddCard path={path} known={data ?? []} onClose={() => add(false)} />}
    </Page>
  );
}

function Method({ of }: { of: PaymentMethod }) {
  const card = of.card;
  return (
    <li class="row still">
      <span class="row-main">
        {card ? <CardLine card={card} /> : of.type}
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

function AddCard({ path, known, onClose }: { path: string; known: PaymentMethod[]; onClose: () => void }) {
  const [busy, work] = useState('');
  const save = async (token: string) => {
    work(token);
    try {
      const { data } = await post<PaymentMethod>(path, { token });
      put(path, [data, ...known]);
      toast({ text: t('methods.added') });
    } catch (problem) {
      if (signInAgain(problem as Problem, TASK)) return;
      toast({ text: problemText(problem as Problem), bad: true });
    }
    onClose();
  };
  return (
    <Dialog title={t('methods.add')} onClose={onClose}>
      <p class="muted">{t('card.test.text')}</p>
      <div class="choices">
        {TEST_CARDS.map((card) => (
          <button type="button" class="choice" aria-busy={busy === card.token} onClick={() => !busy && save(card.token)}>
            <TestCardName of={card} />
          </button>
        ))}
      </div>
      <div class="dialog-actions"><Button onPress={onClose}>{t('action.close')}</Button></div>
    </Dialog>
  );
}
