import { useEffect, useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { Button } from '../../parts/button';

const passkeys = () => import('../../app/passkey');

/** Signs in with a passkey: by the button, and where the browser can, by a suggestion of the e-mail field. */
export function PasskeySignIn({ onDone }: { onDone?: () => void }) {
  const [busy, work] = useState(false);
  useEffect(() => {
    if (!self.PublicKeyCredential) return;
    const waiting = passkeys().then((m) => m.wait());
    return () => void waiting.then((stop) => stop());
  }, []);
  const press = async () => {
    work(true);
    const done = await passkeys().then((m) => m.signIn());
    work(false);
    if (done) onDone?.();
  };
  return self.PublicKeyCredential
    ? <Button wide busy={busy} onPress={press}>{t('sign_in.passkey')}</Button>
    : null;
}
