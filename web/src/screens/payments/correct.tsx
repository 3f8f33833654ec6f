import '../../parts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { get, post, type Problem } from '../../app/api';
import { has, t } from '../../app/i18n';
import type { Address, Business, Transaction } from '../../app/model';
import { load } from '../../app/resource';
import { portal } from '../../app/session';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Icon } from '../../parts/icon';
import { problemText, Refused } from '../../parts/states';
import type { Opened } from './opens';

/** What can be put right, as the API names it, with its label and what a browser may fill in. */
const FIELDS = [
  ['customer.name', 'correct.name', 'name'],
  ['business.name', 'correct.company', 'organization'],
  ['business.tax_identifier', 'correct.tax_id', 'off'],
  ['address.first_line', 'correct.street', 'address-line1'],
  ['address.second_line', 'correct.street_more', 'address-line2'],
  ['address.city', 'correct.city', 'address-level2'],
  ['address.region', 'correct.region', 'address-level1'],
] as const;

/** Refusals that one field is the reason of. */
const FIELD_OF: Record<string, string> = {
  transaction_cannot_be_revised_with_invalid_tax_identifier: 'business.tax_identifier',
  transaction_revise_missing_business_name: 'business.name',
};

type Texts = Record<string, string>;

/** `known` is the newest version of the invoice, as far as that is known; `onDone` hears of the next one. */
export async function correction(of: Transaction, known: number, onDone: (version: number) => void): Promise<Opened> {
  const [before, version] = await Promise.all([printed(of), next(of, known)]);
  return (close) => <Correct of={of} before={before} onClose={close} onDone={() => onDone(version)} />;
}

/** What the bill says. What was never revised is taken from where the bill took it. */
async function printed(of: Transaction): Promise<Texts> {
  const customer = portal.get()!.customer!;
  const path = `/customers/${customer.id}`;
  const [business, address] = await Promise.all([
    of.business_id ? get<Business>(`${path}/businesses/${of.business_id}`) : null,
    of.address_id ? get<Address>(`${path}/addresses/${of.address_id}`) : null,
  ]);
  const revised = of.revised_details;
  const at = address?.data;
  return {
    'customer.name': revised?.customer_name ?? customer.name ?? '',
    'business.name': revised?.business_name ?? business?.data.name ?? '',
    'business.tax_identifier': revised?.tax_identifier ?? business?.data.tax_identifier ?? '',
    'address.first_line': revised?.first_line ?? at?.first_line ?? '',
    'address.second_line': revised?.second_line ?? at?.second_line ?? '',
    'address.city': revised?.city ?? at?.city ?? '',
    'address.region': revised?.region ?? at?.region ?? '',
  };
}

/** The number of the version that comes after all that there are. */
async function next(of: Transaction, known: number): Promise<number> {
  if (!of.revised_at) return known + 1;
  for (let version = known + 1; ; version++) {
    try {
      await get(`/transactions/${of.id}/invoice?version=${version}`);
    } catch (problem) {
      if ((problem as Problem).status === 404) return version;
      throw problem;
    }
  }
}

function Correct({ of, before, onClose, onDone }: {
  of: Transaction;
  before: Texts;
  onClose: () => void;
  onDone: () => void;
}) {
  const [typed, type] = useState(before);
  const [wrong, mark] = useState<Texts>({});
  const [why, refuse] = useState('');
  const [busy, work] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // Where a bill has no address, there is none to put right.
  const fields = FIELDS.filter(([name]) => of.address_id || !name.startsWith('address'));

  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [wrong]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    refuse('');
    const emptied = fields.filter(([name]) => before[name] && !typed[name]!.trim());
    mark(Object.fromEntries(emptied.map(([name]) => [name, t('correct.keep')])));
    if (emptied.length) return;
    work(true);
    try {
      const path = `/transactions/${of.id}`;
      await post(`${path}/revise`, revision(typed));
      void load(path);
      onClose();
      onDone();
      return;
    } catch (problem) {
      const { code, fields: named } = problem as Problem;
      const field = FIELD_OF[code];
      const refused = fields.filter(([name]) => named.includes(name));
      if (field) mark({ [field]: t(`correct.${code}`) });
      else if (refused.length) mark(Object.fromEntries(refused.map(([name]) => [name, t('correct.field')])));
      else refuse(reason(problem as Problem));
    }
    work(false);
  };

  return (
    <Dialog title={t('correct.start')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={submit} ref={form}>
        <p class="muted">{t('correct.how')}</p>
        <div class="fields">
          {fields.map(([name, label, autocomplete]) => (
            <Text name={name} label={t(label)} autocomplete={autocomplete} value={typed[name]!} error={wrong[name]}
              onInput={(text) => type({ ...typed, [name]: text })} />
          ))}
        </div>
        <Refused why={why} />
        <div class="dialog-actions">
          <Button onPress={onClose}>{t('action.close')}</Button>
          <Button kind="primary" submit busy={busy}>{t('form.save')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** All that the form says, not only what was changed: the bill may say something else than the page knew. */
function revision(typed: Texts): Record<string, Texts> {
  const all: Record<string, Texts> = {};
  for (const [name, text] of Object.entries(typed)) {
    const [group, field] = name.split('.') as [string, string];
    if (text.trim()) all[group] = { ...all[group], [field]: text.trim() };
  }
  return all;
}

function reason(problem: Problem): string {
  const key = `correct.${problem.code}`;
  return has(key) ? t(key, { merchant: portal.get()!.merchant.name }) : problemText(problem);
}

function Text({ name, label, autocomplete, value, error, onInput }: {
  name: string;
  label: string;
  autocomplete: string;
  value: string;
  error?: string;
  onInput: (text: string) => void;
}) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type="text"
        dir={name === 'business.tax_identifier' ? 'ltr' : 'auto'}
        autocomplete={autocomplete}
        maxLength={1024}
        value={value}
        aria-invalid={!!error}
        aria-describedby={error && `${name}-error`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {error && <p class="field-error" id={`${name}-error`}><Icon name="alert" size={16} />{error}</p>}
    </div>
  );
}
