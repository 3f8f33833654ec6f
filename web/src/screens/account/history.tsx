import { moment, t } from '../../app/i18n';
import { useResource } from '../../app/resource';
import { Panel } from '../../parts/page';
import { Failure, Skeleton } from '../../parts/states';
import { deviceName, place } from './device';

interface Happening {
  id: string;
  type: string;
  method?: string | null;
  device?: string | null;
  network?: string | null;
  occurred_at: string;
}

/** The last things that happened at the door under somebody's name: what was not his doing he finds here. */
export function History() {
  const { data, problem, retry } = useResource<Happening[]>('/sign-ins?per_page=8');
  return (
    <Panel title={t('account.history')}>
      {data ? (
        <ul class="rows">
          {data.map((of) => (
            <li class="row still session">
              <span class="row-main">
                <span class="row-title">{t(`history.${of.type}`)}</span>
                <span class="row-detail">
                  {moment(of.occurred_at)}
                  {of.method && <> · {t(`history_by.${of.method}`)}</>}
                  {of.device && <> · {deviceName(of.device)}</>}
                  {of.network && <> · <bdi>{place(of.network)}</bdi></>}
                </span>
              </span>
            </li>
          ))}
        </ul>
      ) : problem ? <Failure problem={problem} retry={retry} /> : <Skeleton />}
    </Panel>
  );
}
