import { patch, post, type Problem } from '../../app/api';
import { endOf, titleOf, type NextCharge } from '../../app/billing';
import { day, t, tr } from '../../app/i18n';
import type { Subscription } from '../../app/model';
import { Money } from '../../app/money';
import { forget, load, put, resource } from '../../app/resource';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Icon, type IconName } from '../../parts/icon';
import { problemText } from '../../parts/states';
import { toast } from '../../parts/toast';

/** Says what will happen, and until when exactly, before anything happens. */
export function CancelDialog({ of, next, onClose }: {
  of: Subscription;
  next: NextCharge | null;
  onClose: () => void;
}) {
  const end = endOf(of);
  const date = end ? day(end) : '';
  const amount = next && <Money amount={next.amount} currency={of.currency_code} />;
  const confirm = () => {
    onClose();
    void cancel(of);
  };
  return (
    <Dialog title={t('cancel.title', { product: titleOf(of.items) })} onClose={onClose}>
      <ul class="points">
        <Point icon="check">{tr('cancel.keep', { date: <b>{date}</b> })}</Point>
        {amount && <Point icon="card">{tr('cancel.no_charge', { amount })}</Point>}
        <Point icon="undo">{tr('cancel.can_undo', { date: <b>{date}</b> })}</Point>
      </ul>
      <div class="dialog-actions">
        <Button autoFocus onPress={onClose}>{t('cancel.not')}</Button>
        <Button kind="danger" onPress={confirm}>{t('cancel.confirm')}</Button>
      </div>
    </Dialog>
  );
}

function Point({ icon, children }: { icon: IconName; children: unknown }) {
  return <li><Icon name={icon} /><span>{children as string}</span></li>;
}

export function cancel(of: Subscription): Promise<void> {
  const end = endOf(of);
  const after = { ...of, scheduled_change: { action: 'cancel', effective_at: end ?? '' } };
  const product = titleOf(of.items);
  return change(of, after, () => post<Subscription>(`/subscriptions/${of.id}/cancel`, { effective_from: 'next_billing_period' }), {
    text: end ? t('cancel.done', { product, date: day(end) }) : t('cancel.done_soon', { product }),
    action: { text: t('cancel.undo.short'), run: () => void keep(resource<Subscription>(`/subscriptions/${of.id}`).get().data ?? after) },
  });
}

export function keep(of: Subscription): Promise<void> {
  const after = { ...of, scheduled_change: null };
  return change(of, after, () => patch<Subscription>(`/subscriptions/${of.id}`, { scheduled_change: null }), {
    text: t('cancel.undone', { product: titleOf(of.items) }),
  });
}

/** Shows the outcome at once, then what the server made of it; if it refused, what was there before and why. */
async function change(
  before: Subscription,
  after: Subscription,
  send: () => Promise<{ data: Subscription }>,
  said: Parameters<typeof toast>[0],
): Promise<void> {
  const path = `/subscriptions/${before.id}`;
  put(path, after);
  try {
    put(path, (await send()).data);
    toast(said);
    forget('/subscriptions?');
  } catch (problem) {
    put(path, before);
    toast({ text: problemText(problem as Problem), bad: true });
    void load(path);
  }
}
