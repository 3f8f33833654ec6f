import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icon';

export function EmailField({ label, value, error, onInput, focus }: {
  label: string;
  value: string;
  error?: string;
  onInput: (value: string) => void;
  focus?: boolean;
}) {
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
