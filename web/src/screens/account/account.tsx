import '../../parts';
import { useState } from 'preact/hooks';
import type { Problem } from '../../app/api';
import { language, languageName, supported, t } from '../../app/i18n';
import { choose, portal, signOut } from '../../app/session';
import { Button } from '../../parts/button';
import { Facts, Page, Panel } from '../../parts/page';
import { problemText } from '../../parts/states';
import { toast } from '../../parts/toast';
import { Passkeys } from './passkeys';

export function Account() {
  const { customer, merchant } = portal.use()!;
  const [leaving, leave] = useState(false);
  const out = () => {
    leave(true);
    signOut().catch((problem: Problem) => {
      leave(false);
      toast({ text: problemText(problem), bad: true });
    });
  };
  return (
    <Page title={t('nav.account')}>
      <Panel title={t('account.you')}>
        <Facts of={[
          customer?.name && [t('account.name'), <bdi>{customer.name}</bdi>],
          [t('account.email'), <bdi>{customer?.email}</bdi>],
        ]} />
        {merchant.support_email && (
          <p class="panel-note muted">
            {t('account.change')} <a href={`mailto:${merchant.support_email}`}>{merchant.support_email}</a>
          </p>
        )}
      </Panel>
      <Panel title={t('account.language')}>
        <div class="field in-panel">
          <label for="language">{t('account.language.label')}</label>
          <select id="language" value={language.get()} onChange={(e) => void choose(e.currentTarget.value)}>
            {supported.map((tag) => <option value={tag} lang={tag}>{languageName(tag)}</option>)}
          </select>
        </div>
      </Panel>
      <Passkeys />
      <div><Button busy={leaving} onPress={out}>{t('account.sign_out')}</Button></div>
    </Page>
  );
}
