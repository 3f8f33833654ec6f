import { t } from '../app/i18n';
import { store } from '../app/store';
import { Icon } from './icon';

interface Toast {
  text: string;
  bad?: boolean;
  action?: { text: string; run: () => void };
}

const shown = store<Toast | null>(null);
let timer = 0;

export function toast(next: Toast): void {
  clearTimeout(timer);
  shown.set(next);
  timer = window.setTimeout(() => shown.set(null), next.action ? 10_000 : 6_000);
}

/** Always in the page: a live region that appears together with its text is not read out. */
export function Toasts() {
  const now = shown.use();
  const act = () => {
    shown.set(null);
    now?.action?.run();
  };
  return (
    <div class="toasts" role="status" aria-live="polite">
      {now && (
        <div class="toast">
          <Icon name={now.bad ? 'alert' : 'check'} size={18} />
          <span>{now.text}</span>
          {now.action && <button type="button" onClick={act}>{now.action.text}</button>}
          <button type="button" class="dismiss" aria-label={t('action.dismiss')} onClick={() => shown.set(null)}>
            <Icon name="close" size={16} />
          </button>
        </div>
      )}
    </div>
  );
}
