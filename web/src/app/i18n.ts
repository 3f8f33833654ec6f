import { supported, texts } from 'messages';
import type { ComponentChild } from 'preact';
import { store } from './store';

type Argument = ComponentChild;
type Arguments = Record<string, Argument>;

let messages: Record<string, string> = {};
const learned = new Set<string>();

export const language = store('en');

export { supported };

/** Where a language is spoken as it is written by itself, and how it is elsewhere. */
const elsewhere: Record<string, [at: string, otherwise: string]> = {
  en: ['US CA PH', 'en-GB'],
  es: ['ES', 'es-419'],
  pt: ['BR', 'pt-PT'],
};
const names: Record<string, string> = { no: 'nb', nn: 'nb', pt: 'pt-BR' };

/** The language to use for a locale such as `fr-CH`, if there is one. The server chooses by the same rule. */
export function closest(locale: string | null | undefined): string | undefined {
  const tag = (locale ?? '').replace('_', '-');
  if (supported.includes(tag)) return tag;
  try {
    const { language, script, region } = new Intl.Locale(tag).maximize();
    const other = elsewhere[language];
    const candidates = [
      other && !other[0].includes(region ?? '') ? other[1] : names[language],
      `${language}-${region}`,
      `${language}-${script}`,
      language,
    ];
    return candidates.find((each) => supported.includes(each ?? ''));
  } catch {
    return undefined;
  }
}

export async function speak(tag: string): Promise<void> {
  const all = await Promise.all(['app', ...learned].map((part) => texts(part, tag)));
  messages = Object.assign({}, ...all.map((each) => each.default));
  document.documentElement.lang = tag;
  document.documentElement.dir = tag === 'ar' || tag === 'he' ? 'rtl' : 'ltr';
  language.set(tag);
}

/** Fetches the texts of a part of the app, now and with every other language. */
export async function learn(part: string): Promise<void> {
  learned.add(part);
  Object.assign(messages, (await texts(part, language.get())).default);
}

/** Plain text. */
export function t(key: string, args: Arguments = {}): string {
  return render(messages[key] ?? key, args).join('');
}

/** Text around elements: `{amount}` may be a component. */
export function tr(key: string, args: Arguments): ComponentChild[] {
  return render(messages[key] ?? key, args);
}

export function has(key: string): boolean {
  return key in messages;
}

/* ICU MessageFormat as far as we use it: {name}, plural with =n and #, select. Texts use ’, so no quoting rules. */
function render(source: string, args: Arguments, hash?: string): ComponentChild[] {
  const parts: ComponentChild[] = [];
  let text = '';
  for (let i = 0; i < source.length; i++) {
    const c = source[i];
    if (c === '{') {
      const end = closing(source, i);
      parts.push(text, ...argument(source.slice(i + 1, end), args, hash));
      text = '';
      i = end;
    } else text += c === '#' && hash !== undefined ? hash : c;
  }
  return [...parts, text].filter((part) => part !== '');
}

function argument(body: string, args: Arguments, hash?: string): ComponentChild[] {
  const [, name = '', kind, rest = ''] = /^\s*(\w+)\s*(?:,\s*(\w+)\s*,([^]*))?$/.exec(body) ?? [];
  const value = args[name];
  if (!kind) return [typeof value === 'number' ? number(value) : typeof value === 'string' ? isolated(value) : value];
  const branches = branchesOf(rest);
  if (kind === 'select') return render(branches[String(value)] ?? branches.other ?? '', args, hash);
  const count = Number(value);
  const chosen = branches['=' + count] ?? branches[new Intl.PluralRules(language.get()).select(count)] ?? branches.other;
  return render(chosen ?? '', args, number(count));
}

function branchesOf(rest: string): Record<string, string> {
  const branches: Record<string, string> = {};
  for (let at = 0, open; (open = rest.indexOf('{', at)) >= 0; ) {
    const end = closing(rest, open);
    branches[rest.slice(at, open).trim()] = rest.slice(open + 1, end);
    at = end + 1;
  }
  return branches;
}

function closing(source: string, open: number): number {
  let depth = 0;
  for (let i = open; i < source.length; i++) {
    if (source[i] === '{') depth++;
    else if (source[i] === '}' && --depth === 0) return i;
  }
  return source.length;
}

/** A foreign name inside right-to-left text would otherwise take its neighbours' punctuation along. */
export function isolated(text: string): string {
  return document.documentElement.dir === 'rtl' ? `\u2068${text}\u2069` : text;
}

export function number(value: number): string {
  return new Intl.NumberFormat(language.get()).format(value);
}

/** Billing days are days in UTC everywhere, so that page, e-mail and invoice name the same day. */
export function day(time: string, style: 'long' | 'medium' = 'long'): string {
  return new Intl.DateTimeFormat(language.get(), { dateStyle: style, timeZone: 'UTC' }).format(new Date(time));
}

/** What happened on somebody's own devices he knows by his own clock. */
export function moment(time: string): string {
  return new Intl.DateTimeFormat(language.get(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
}

export function percent(fraction: string): string {
  return new Intl.NumberFormat(language.get(), { style: 'percent', maximumFractionDigits: 3 }).format(Number(fraction));
}

export function languageName(tag: string): string {
  return new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
}
