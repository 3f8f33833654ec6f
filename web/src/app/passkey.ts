import '../parts';
import { problemText } from '../parts/states';
import { toast } from '../parts/toast';
import { post, type Problem } from './api';
import { enter } from './session';

/* Adding a passkey and signing in with one, fetched when they are needed. Browsers of two years ago lack the
   translation to and from JSON. */

type Json = any;
interface Options { public_key: Json }

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));

const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

function toAdd(json: Json): PublicKeyCredentialCreationOptions {
  return PublicKeyCredential.parseCreationOptionsFromJSON?.(json) ?? {
    ...json,
    challenge: bytes(json.challenge),
    user: { ...json.user, id: bytes(json.user.id) },
    excludeCredentials: json.excludeCredentials.map((known: Json) => ({ ...known, id: bytes(known.id) })),
  };
}

function toSignIn(json: Json): PublicKeyCredentialRequestOptions {
  return PublicKeyCredential.parseRequestOptionsFromJSON?.(json) ?? { ...json, challenge: bytes(json.challenge) };
}

function json(credential: Json): Json {
  if (credential.toJSON) return credential.toJSON();
  const response: Json = {};
  for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'])
    if (credential.response[part]) response[part] = text(credential.response[part]);
  const { id, type } = credential;
  return { id, rawId: id, type, response, clientExtensionResults: {} };
}

export async function add<T>(): Promise<T> {
  const { data } = await post<Options>('/passkeys/challenge', {});
  const credential = json(await navigator.credentials.create({ publicKey: toAdd(data.public_key) }));
  return (await post<T>('/passkeys', { credential })).data;
}

/* A challenge is good for five minutes; who takes longer to choose gets a fresh one. */
const FRESH = 4 * 60_000;

/* A browser answers one question at a time: who presses the button ends the waiting. */
let asking = new AbortController();
let busy = false;
let here = false;

async function ask(mediation?: 'conditional'): Promise<void> {
  asking.abort();
  const { signal } = (asking = new AbortController());
  const { data } = await post<Options>('/sign-in/passkey-challenge', {});
  signal.throwIfAborted();
  const publicKey = toSignIn(data.public_key);
  const credential = json(await navigator.credentials.get({ publicKey, signal, ...(mediation && { mediation }) }));
  await post('/sign-in/passkey', { credential });
  await enter();
}

const isRefused = (problem: unknown) => (problem as Problem).code === 'passkey_not_accepted';

function say(problem: unknown): void {
  // Whoever closes the browser's own dialog needs no word from us.
  if (!(problem instanceof DOMException)) toast({ text: problemText(problem as Problem), bad: true });
}

async function offer(): Promise<void> {
  if (!here || busy || document.hidden || !await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
  await ask('conditional').catch((problem) => {
    // Only what somebody has chosen is worth a word, and another try.
    if (!isRefused(problem)) return;
    say(problem);
    void offer();
  });
}

/** Offers passkeys among the suggestions of the page's e-mail field, until the answer is called. */
export function wait(): () => void {
  here = true;
  void offer();
  const timer = setInterval(offer, FRESH);
  return () => {
    clearInterval(timer);
    here = false;
    asking.abort();
  };
}

/** The answer is whether somebody is signed in by it. */
export async function signIn(): Promise<boolean> {
  busy = true;
  const done = await ask().then(() => true, (problem) => {
    say(problem);
    busy = false;
    void offer();
    return false;
  });
  busy = false;
  return done;
}
