import { useEffect, useState } from 'preact/hooks';
import { get, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import type { Transaction } from '../../app/model';
import { Button } from '../../parts/button';
import { problemText } from '../../parts/states';
import { toast } from '../../parts/toast';

/** The invoice is made moments after the payment, so "not there yet" is a state, not an error. */
export function Invoice({ of }: { of: Transaction }) {
  const [state, become] = useState<'ready' | 'fetching' | 'preparing'>('ready');
  const [tries, tryAgain] = useState(0);

  useEffect(() => {
    if (!tries) return;
    let timer = 0;
    get<{ url: string }>(`/transactions/${of.id}/invoice`).then(
      ({ data }) => {
        become('ready');
        location.assign(data.url);
      },
      (problem: Problem) => {
        if (problem.status !== 404) {
          become('ready');
          toast({ text: problemText(problem), bad: true });
        } else {
          become('preparing');
          if (tries < 10) timer = window.setTimeout(() => tryAgain(tries + 1), 1500);
        }
      },
    );
    return () => clearTimeout(timer);
  }, [tries]);

  const press = () => {
    become('fetching');
    tryAgain(tries + 1);
  };
  const waiting = state === 'preparing' && tries < 10;
  return (
    <div class="invoice">
      <Button kind="primary" icon="download" busy={state === 'fetching' || waiting} onPress={press}>
        {t('invoice.download')}
      </Button>
      <p class="muted small" role="status">{state === 'preparing' && t(waiting ? 'invoice.preparing' : 'invoice.later')}</p>
    </div>
  );
}
