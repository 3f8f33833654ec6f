import '../../parts';
import { t } from '../../app/i18n';
import type { Transaction } from '../../app/model';
import { more, useResource } from '../../app/resource';
import { Button } from '../../parts/button';
import { Page, Panel } from '../../parts/page';
import { PaymentRow, Rows } from '../../parts/rows';
import { Empty, Failure, Skeleton } from '../../parts/states';
import { Opens } from './opens';

export { Detail } from './detail';

const ALL = '/transactions?per_page=20';

export function Payments() {
  const { data, problem, loading, after, retry } = useResource<Transaction[]>(ALL);
  const list = data?.filter((p) => p.status !== 'draft');
  return (
    <Page title={t('nav.payments')} aside={list?.length ? (
      <Opens text={t('year.title')} icon="download" load={() => import('./year').then((m) => m.aYear(list, !!after))} />
    ) : null}>
      <Panel>
        {list?.length ? <Rows>{list.map((p) => <PaymentRow of={p} />)}</Rows>
          : list ? <Empty icon="receipt" title={t('payments.none')}>{t('payments.none.text')}</Empty>
          : problem ? <Failure problem={problem} retry={retry} />
          : <Skeleton rows={6} />}
      </Panel>
      {after && <div class="center"><Button busy={loading} onPress={() => more(ALL)}>{t('action.more')}</Button></div>}
    </Page>
  );
}
