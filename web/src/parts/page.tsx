import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { place } from '../app/router';
import { portal } from '../app/session';
import { Icon } from './icon';

interface Props {
  title: string;
  lead?: ComponentChildren;
  mark?: ComponentChildren;
  aside?: ComponentChildren;
  back?: { href: string; text: string };
  children: ComponentChildren;
}

/** A screen: its heading takes the focus after a navigation, so that a reader hears where he is. */
export function Page({ title, lead, mark, aside, back, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (place.get().moved) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} · ${portal.get()?.merchant.name ?? ''}`;
  }, [title]);
  return (
    <div class="page">
      {back && (
        <a class="back" href={back.href}>
          <Icon name="back" size={16} />
          {back.text}
        </a>
      )}
      <header class="page-head">
        <div>
          <div class="heading">
            <h1 ref={heading} tabIndex={-1}>{title}</h1>
            {mark}
          </div>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {aside}
      </header>
      {children}
    </div>
  );
}

export function Panel({ title, more, children }: {
  title?: string;
  more?: { href: string; text: string };
  children: ComponentChildren;
}) {
  return (
    <section class="panel">
      {title && (
        <div class="panel-head">
          <h2>{title}</h2>
          {more && <a class="more" href={more.href}>{more.text}</a>}
        </div>
      )}
      {children}
    </section>
  );
}

/** Facts as pairs of name and value. */
export function Facts({ of }: { of: ([string, ComponentChildren] | null | false | undefined | '')[] }) {
  return (
    <dl class="facts">
      {of.map((fact) => fact && (
        <div>
          <dt>{fact[0]}</dt>
          <dd>{fact[1]}</dd>
        </div>
      ))}
    </dl>
  );
}
