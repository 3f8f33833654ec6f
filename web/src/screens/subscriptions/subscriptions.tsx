import '../../parts';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import type { Subscription } from '../../app/model';
import { more, useResource } from '../../app/resource';
import { Button } from '../../parts/button';
import { Page, Panel } from '../../parts/page';
import { Rows, SubscriptionRow } from '../../parts/rows';
import { Empty, Failure, Skeleton } from '../../parts/states';

export { Detail } from './detail';

const ALL = '/subscriptions?per_page=50';

export function Subscriptions() {
  const [past, showPast] = useState(false);
  const { data, problem, loading, after, retry } = useResource<Subscription[]>(ALL);
  const list = data?.filter((s) => (s.status === 'canceled') === past);
  return (
    <Page title={t('nav.subscriptions')}>
      <div class="switch" role="group" aria-label={t('subscriptions.show')}>
        {[false, true].map((which) => (
          <button type="button" aria-pressed={past === which} onClick={() => showPast(which)}>
            {t(which ? 'subscriptions.past' : 'subscriptions.active')}
          </button>
        ))}
      </div>
      <Panel>
        {list?.length ? <Rows>{list.map((s) => <SubscriptionRow of={s} />)}</Rows>
          : list ? <Empty icon="repeat" title={t(past ? 'subscriptions.none_past' : 'subscriptions.none')} />
          : problem ? <Failure problem={problem} retry={retry} />
          : <Skeleton rows={4} />}
      </Panel>
      {after && <div class="center"><Button busy={loading} onPress={() => more(ALL)}>{t('action.more')}</Button></div>}
    </Page>
  );
}
