import { useState } from 'preact/hooks';
import { remove, type Problem } from '../../app/api';
import { moment, t } from '../../app/i18n';
import type { Session } from '../../app/model';
import { put, useResource } from '../../app/resource';
import { signOut } from '../../app/session';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Panel } from '../../parts/page';
import { Failure, problemText, Skeleton } from '../../parts/states';
import { toast } from '../../parts/toast';
import { deviceName, place } from './device';

const ALL = '/sessions';

/** Where somebody is signed in, and how to end it there. */
export function Sessions() {
  const { data, problem, retry } = useResource<Session[]>(ALL);
  const [busy, work] = useState('');
  const attempt = (what: string, task: () => Promise<void>) => {
    work(what);
    task()
      .catch((failed: Problem) => toast({ text: problemText(failed), bad: true }))
      .finally(() => work(''));
  };
  const end = (id: string) => attempt(id, async () => {
    await remove(`${ALL}/${id}`);
    put(ALL, data!.filter((session) => session.id !== id));
    toast({ text: t('account.session.ended') });
  });
  const sorted = [...(data ?? [])].sort((a, b) =>
    Number(b.current) - Number(a.current) || b.last_used_at.localeCompare(a.last_used_at));
  return (
    <Panel title={t('account.sessions')}>
      {data ? (
        <ul class="rows">
          {sorted.map((session) => (
            <Row of={session} busy={busy === session.id} end={() => end(session.id)} />
          ))}
        </ul>
      ) : problem ? <Failure problem={problem} retry={retry} /> : <Skeleton />}
      <div class="panel-foot">
        <Button busy={busy === 'here'} onPress={() => attempt('here', () => signOut())}>{t('account.sign_out')}</Button>
        {sorted.length > 1 && (
          <Button kind="quiet" busy={busy === 'all'} onPress={() => attempt('all', () => signOut(ALL))}>
            {t('account.sign_out_all')}
          </Button>
        )}
      </div>
    </Panel>
  );
}

function Row({ of, busy, end }: { of: Session; busy: boolean; end: () => void }) {
  return (
    <li class="row still session">
      <span class="row-main">
        <span class="row-title">{deviceName(of.device)}</span>
        <span class="row-detail">
          {t(of.current ? 'account.session.since' : 'account.session.last', {
            time: moment(of.current ? of.created_at : of.last_used_at),
          })}
          {of.network && <> · <bdi>{place(of.network)}</bdi></>}
        </span>
      </span>
      <span class="row-badge">
        {of.current
          ? <Badge tone="good">{t('account.session.here')}</Badge>
          : <Button kind="quiet" busy={busy} onPress={end}>{t('account.sign_out')}</Button>}
      </span>
    </li>
  );
}
