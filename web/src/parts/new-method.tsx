import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Failure, Skeleton } from './states';

/** `asking` is when the form has buttons of its own: the page around it hides its. */
export type FormState = 'loading' | 'ready' | 'working' | 'invalid' | 'asking' | 'failed';

export interface FormProps {
  /** What sends the form off. */
  send: { current: () => void };
  onState: (state: FormState) => void;
  onToken: (token: string) => void;
}

/** Where the payment provider's form is, as the shell says: on an origin of its own, or nowhere. */
export function formAddress(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name=payment-form]')?.content;
}

/** A way to pay that is not known yet. The code for it comes when it is needed. */
export function NewMethod(props: FormProps) {
  const [Form, show] = useState<FunctionComponent<FormProps> | 'failed'>();
  const load = () => {
    show(undefined);
    import('./payment-form').then((m) => show(() => m.PaymentForm), () => show('failed'));
  };
  useEffect(load, []);
  return Form === 'failed' ? <Failure retry={load} /> : Form ? <Form {...props} /> : <Skeleton />;
}
