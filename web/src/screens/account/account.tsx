import '../../parts';
import { language, languageName, supported, t } from '../../app/i18n';
import { choose } from '../../app/session';
import { Page, Panel } from '../../parts/page';
import { Details } from './details';
import { Export } from './export';
import { History } from './history';
import { Passkeys } from './passkeys';
import { Sessions } from './sessions';

export function Account() {
  return (
    <Page title={t('nav.account')}>
      <div class="columns">
        <div class="stack">
          <Details />
          <Panel title={t('account.language')}>
            <div class="field in-panel">
              <label for="language">{t('account.language.label')}</label>
              <select id="language" value={language.get()} onChange={(e) => void choose(e.currentTarget.value)}>
                {supported.map((tag) => <option value={tag} lang={tag}>{languageName(tag)}</option>)}
              </select>
            </div>
          </Panel>
          <History />
        </div>
        <div class="stack">
          <Sessions />
          <Passkeys />
          <Export />
        </div>
      </div>
    </Page>
  );
}
