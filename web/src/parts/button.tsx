import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icon';

interface Look {
  kind?: 'primary' | 'plain' | 'danger' | 'quiet';
  icon?: IconName;
  wide?: boolean;
  children: ComponentChildren;
}

function classes({ kind = 'plain', wide }: Look): string {
  return `button ${kind}${wide ? ' wide' : ''}`;
}

/** A busy button keeps its place, its focus and its name; it only stops listening. */
export function Button(props: Look & { busy?: boolean; onPress?: () => void; submit?: boolean; autoFocus?: boolean }) {
  const press = (event: Event) => {
    if (props.busy) event.preventDefault();
    else props.onPress?.();
  };
  return (
    <button
      class={classes(props)}
      type={props.submit ? 'submit' : 'button'}
      aria-busy={props.busy}
      aria-disabled={props.busy}
      autofocus={props.autoFocus}
      onClick={press}
    >
      {props.icon && <Icon name={props.icon} size={18} />}
      <span>{props.children}</span>
    </button>
  );
}

export function ButtonLink(props: Look & { href: string }): JSX.Element {
  return (
    <a class={classes(props)} href={props.href}>
      {props.icon && <Icon name={props.icon} size={18} />}
      <span>{props.children}</span>
    </a>
  );
}
