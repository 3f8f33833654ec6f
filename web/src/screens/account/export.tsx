import { useEffect, useState } from 'preact/hooks';
import { signInAgain, takeDraft } from '../../app/again';
import { cursor, get, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import { portal } from '../../app/session';
import { Button } from '../../parts/button';
import { Panel } from '../../parts/page';
import { problemText } from '../../parts/states';
import { toast } from '../../parts/toast';

const TASK = '/account?change=export';

interface Contents {
  customer_id: string;
  exported_at: string;
  parts: { name: string; path: string }[];
}

/** Everything that is held on somebody, in one file. */
export function Export() {
  const [busy, work] = useState(false);
  const download = async () => {
    work(true);
    try {
      save(await everything());
      toast({ text: t('account.data.done') });
    } catch (problem) {
      if (!signInAgain(problem as Problem, TASK)) toast({ text: problemText(problem as Problem), bad: true });
    }
    work(false);
  };
  useEffect(() => {
    if (takeDraft(TASK) !== null) void download();
  }, []);
  return (
    <Panel title={t('account.data')}>
      <p class="panel-note muted">{t('account.data.text')}</p>
      <div class="panel-foot">
        <Button icon="download" busy={busy} onPress={download}>{t('account.data.download')}</Button>
      </div>
    </Panel>
  );
}

/** No part may be missing: if one can't be read, there is no file. */
async function everything(): Promise<Record<string, unknown>> {
  const { data } = await get<Contents>('/account/export');
  const file: Record<string, unknown> = { customer_id: data.customer_id, exported_at: data.exported_at };
  for (const { name, path } of data.parts) file[name] = await whole(path);
  return file;
}

async function whole(path: string): Promise<unknown> {
  const first = await get<unknown>(path);
  if (!Array.isArray(first.data)) return first.data;
  const items: unknown[] = [...first.data];
  for (let after = cursor(first); after; ) {
    const page = await get<unknown[]>(`${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`);
    items.push(...page.data);
    after = cursor(page);
  }
  return items;
}

function save(data: Record<string, unknown>): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${portal.get()!.merchant.slug}-${String(data.exported_at).slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
