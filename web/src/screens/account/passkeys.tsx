import { useState } from 'preact/hooks';
import { signInAgain } from '../../app/again';
import { remove, type Problem } from '../../app/api';
import { day, t } from '../../app/i18n';
import { put, useResource } from '../../app/resource';
import { Button } from '../../parts/button';
import { Panel } from '../../parts/page';
import { Failure, problemText, Skeleton } from '../../parts/states';
import { toast } from '../../parts/toast';

interface Passkey {
  id: string;
  name: string;
  created_at: string;
}

const PATH = '/passkeys';
const TASK = '/account?change=passkey';

/** Passkeys: another way to sign in, for whoever has a browser that can. */
export function Passkeys() {
  const { data, problem, retry } = useResource<Passkey[]>(PATH);
  const [busy, work] = useState('');
  const doing = async (what: string, done: string, act: () => Promise<Passkey[]>) => {
    work(what);
    try {
      put(PATH, await act());
      toast({ text: done });
    } catch (problem) {
      // Whoever closes the browser's own dialog needs no word from us.
      if (!(problem instanceof DOMException) && !signInAgain(problem as Problem, TASK)) {
        toast({ text: problemText(problem as Problem), bad: true });
      }
    }
    work('');
  };
  const add = () => doing('add', t('passkeys.added'), async () =>
    [await import('../../app/passkey').then((m) => m.add<Passkey>()), ...data!]);
  const drop = (id: string) => doing(id, t('passkeys.removed'), async () => {
    await remove(`${PATH}/${id}`);
    return data!.filter((other) => other.id !== id);
  });

  if (!self.PublicKeyCredential) return null;
  return (
    <Panel title={t('passkeys.title')}>
      <p class="panel-note muted">{t('passkeys.lead')}</p>
      {problem ? <Failure problem={problem} retry={retry} /> : !data ? <Skeleton rows={1} /> : (
        <ul class="rows">
          {data.map((of) => (
            <li class="row still session">
              <span class="row-main">
                <span class="row-title"><bdi>{of.name}</bdi></span>
                <span class="row-detail">{t('passkeys.since', { date: day(of.created_at, 'medium') })}</span>
              </span>
              <Button kind="quiet" busy={busy === of.id} onPress={() => drop(of.id)}>{t('passkeys.remove')}</Button>
            </li>
          ))}
        </ul>
      )}
      {data && (
        <div class="in-panel"><Button icon="plus" busy={busy === 'add'} onPress={add}>{t('passkeys.add')}</Button></div>
      )}
    </Panel>
  );
}
