import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icon';

interface Typed {
  label: string;
  value: string;
  error?: string;
  onInput: (value: string) => void;
}

/** The six digits out of an e-mail. Phones offer them by themselves; whatever is pasted along with them is left out. */
export function CodeField({ label, value, error, onInput, tried }: Typed & { tried: number }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!error) return;
    input.current?.focus();
    input.current?.select();
  }, [error, tried]);
  return (
    <div class="field">
      <label for="code">{label}</label>
      <input
        ref={input}
        id="code"
        class="code"
        name="code"
        type="text"
        inputMode="numeric"
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck={false}
        dir="ltr"
        required
        value={value}
        aria-invalid={!!error}
        aria-describedby={error && 'code-error'}
        onInput={(event) => onInput((event.currentTarget.value = digits(event.currentTarget.value)))}
      />
      <p class="field-error" id="code-error" role="alert">
        {error && <Icon name="alert" size={16} />}
        {error}
      </p>
    </div>
  );
}

/** The digits of a text, in whichever script its keyboard writes them. */
function digits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/\D/g, '')
    .slice(0, 6);
}

export function EmailField({ label, value, error, onInput, focus }: Typed & { focus?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus || error) input.current?.focus();
  }, [error]);
  return (
    <div class="field">
      <label for="email">{label}</label>
      <input
        ref={input}
        id="email"
        name="email"
        type="email"
        inputMode="email"
        autocomplete="username webauthn"
        autocapitalize="none"
        spellcheck={false}
        dir="ltr"
        required
        maxLength={320}
        value={value}
        aria-invalid={!!error}
        aria-describedby={error && 'email-error'}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {error && (
        <p class="field-error" id="email-error">
          <Icon name="alert" size={16} />
          {error}
        </p>
      )}
    </div>
  );
}
