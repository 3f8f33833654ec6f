import { useEffect, useState } from 'preact/hooks';
import { get, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import type { Transaction } from '../../app/model';
import { Button } from '../../parts/button';
import { problemText } from '../../parts/states';
import { toast } from '../../parts/toast';

const PATIENCE = 10;

/**
 * The invoice is made moments after the payment, so "not there yet" is a state, not an error. `version` is the one that
 * a correction was made for: it is waited for at once, and told of when it is there.
 */
export function Invoice({ of, version }: { of: Transaction; version?: number }) {
  const [state, become] = useState<'ready' | 'fetching' | 'preparing'>('ready');
  const [look, again] = useState({ tries: 0, tell: false });

  useEffect(() => {
    if (!version) return;
    become('preparing');
    again({ tries: 1, tell: true });
  }, [version]);

  useEffect(() => {
    if (!look.tries) return;
    let timer = 0;
    get<{ url: string }>(`/transactions/${of.id}/invoice${version ? `?version=${version}` : ''}`).then(
      ({ data }) => {
        become('ready');
        const download = () => location.assign(data.url);
        if (look.tell) toast({ text: t('correct.ready'), action: { text: t('invoice.download'), run: download } });
        else download();
      },
      (problem: Problem) => {
        if (problem.status !== 404) {
          become('ready');
          toast({ text: problemText(problem), bad: true });
        } else {
          become('preparing');
          if (look.tries < PATIENCE) timer = window.setTimeout(() => again({ ...look, tries: look.tries + 1 }), 1500);
        }
      },
    );
    return () => clearTimeout(timer);
  }, [look]);

  const press = () => {
    become('fetching');
    again({ tries: look.tries + 1, tell: false });
  };
  const waiting = state === 'preparing' && look.tries < PATIENCE;
  const what = !waiting ? 'invoice.later' : look.tell ? 'correct.done' : 'invoice.preparing';
  return (
    <div class="invoice">
      <Button kind="primary" icon="download" busy={state === 'fetching' || waiting} onPress={press}>
        {t('invoice.download')}
      </Button>
      <p class="muted small" role="status">{state === 'preparing' && t(what)}</p>
    </div>
  );
}
