import '../../parts';
import { useState } from 'preact/hooks';
import { get, type Problem } from '../../app/api';
import { dateOf } from '../../app/billing';
import { t } from '../../app/i18n';
import type { Transaction } from '../../app/model';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { problemText, Refused } from '../../parts/states';
import type { Opened } from './opens';

/** Asks which of the years since the first payment to download. `newest` come first, and are not all of them if `more`. */
export async function aYear(newest: readonly Transaction[], more: boolean): Promise<Opened> {
  const oldest = more ? (await get<Transaction[]>('/transactions?per_page=1&order_by=created_at%5BASC%5D')).data : newest;
  const all = [...newest, ...oldest].map((each) => Number(dateOf(each).slice(0, 4)));
  const last = Math.max(...all);
  const years = Array.from({ length: last - Math.min(...all) + 1 }, (_, ago) => String(last - ago));
  return (close) => <Year of={years} onClose={close} />;
}

function Year({ of, onClose }: { of: string[]; onClose: () => void }) {
  const [year, choose] = useState(of[0]!);
  const [why, refuse] = useState('');
  const [busy, work] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    work(true);
    refuse('');
    try {
      const { data } = await get<{ url: string }>(`/invoices/archive?year=${year}`);
      location.assign(data.url);
      onClose();
    } catch (problem) {
      const { status } = problem as Problem;
      refuse(status === 404 ? t('year.none', { year }) : problemText(problem as Problem));
    }
    work(false);
  };
  return (
    <Dialog title={t('year.title')} onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <p class="muted">{t('year.how')}</p>
        <div class="field">
          <label for="year">{t('year.label')}</label>
          <select id="year" value={year} onChange={(event) => choose(event.currentTarget.value)}>
            {of.map((each) => <option value={each}>{each}</option>)}
          </select>
        </div>
        <Refused why={why} />
        <div class="dialog-actions">
          <Button onPress={onClose}>{t('action.close')}</Button>
          <Button kind="primary" icon="download" submit busy={busy}>{t('year.download')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
