import '.';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../app/api';
import { language, t } from '../app/i18n';
import { formAddress, type FormProps, type FormState } from './new-method';
import { Failure, Skeleton } from './states';

const PATIENCE = 10_000;
const TALLEST = 2_000;

/**
 * The payment provider's form in a frame. It is another origin's: what is entered there is out of this page's reach, and
 * all that comes out is how tall it is, what it is at, and a token that is good for one request.
 */
export function PaymentForm(props: FormProps) {
  const now = useRef(props);
  now.current = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, grow] = useState(0);
  const [failed, fail] = useState(false);
  const [tries, again] = useState(0);
  const address = useRef(addressed()).current;
  useEffect(() => {
    const enter = (state: FormState) => now.current.onState(state);
    const giveUp = () => {
      fail(true);
      enter('failed');
    };
    const timer = setTimeout(giveUp, navigator.onLine ? PATIENCE : 0);
    const hear = ({ source, origin, data }: MessageEvent) => {
      if (source !== frame.current?.contentWindow || origin !== address.origin) return;
      if (data.height > 0) {
        clearTimeout(timer);
        grow(Math.min(data.height, TALLEST));
      }
      if (data.state) enter(data.state);
      // The form takes the focus to where somebody is needed; in some browsers this page has to let it.
      if (/asking|invalid/.test(data.state) && document.activeElement !== frame.current) frame.current.focus();
      if (typeof data.token === 'string') now.current.onToken(data.token);
    };
    addEventListener('message', hear);
    now.current.send.current = () => frame.current?.contentWindow?.postMessage({ submit: true }, address.origin);
    enter('loading');
    return () => {
      clearTimeout(timer);
      removeEventListener('message', hear);
    };
  }, [tries]);
  const retry = () => {
    grow(0);
    fail(false);
    again(tries + 1);
  };
  if (failed) return <Failure problem={navigator.onLine ? undefined : new Problem(0, 'offline')} retry={retry} />;
  return (
    <div>
      {!height && <Skeleton />}
      <iframe
        ref={frame}
        key={tries}
        class="payment-form"
        title={t('form.title')}
        src={address.href}
        height={height}
        sandbox="allow-scripts allow-same-origin allow-forms"
        referrerpolicy="no-referrer"
      />
    </div>
  );
}

/** The form speaks this page's language and wears its colours. */
function addressed(): URL {
  const address = new URL(formAddress()!);
  const style = getComputedStyle(document.documentElement);
  const colours = ['--brand', '--on-brand', '--brand-ink'].flatMap((name) => style.getPropertyValue(name).match(/[0-9a-f]{6}/g) ?? []);
  address.searchParams.set('origin', location.origin);
  address.searchParams.set('lang', language.get());
  address.searchParams.set('accent', colours.join('-'));
  return address;
}
