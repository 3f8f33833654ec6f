import { t } from '../app/i18n';
import { ButtonLink } from './button';
import { Page } from './page';

export function NotFound() {
  return (
    <Page title={t('not_found.title')} lead={t('not_found.text')}>
      <div><ButtonLink kind="primary" href="/">{t('not_found.home')}</ButtonLink></div>
    </Page>
  );
}
