import '../parts';
import { render } from 'preact';
import { App, failed, warm } from './app';
import { onTask, post } from './api';
import { closest, speak } from './i18n';
import { pass } from './router';
import { chosenLanguage, enter } from './session';

/* After the portal's data, not before: the shell has preloaded those, as they were for whoever came without a pass.
   A pass that is used up or too old leads to sign-in by e-mail, and from there to the same page. */
async function showPass(): Promise<void> {
  if (pass && await post('/sign-in/pass', { token: pass }).then(() => true, () => false)) await enter();
}

/* Texts, the portal's data and the first screen's code are fetched side by side; the shell has preloaded all three. */
async function start(): Promise<void> {
  const root = document.getElementById('app')!;
  const texts = speak(chosenLanguage() ?? closest(document.documentElement.lang) ?? 'en');
  await texts.then(enter).then(showPass).catch(() => failed.set(true));
  root.textContent = '';
  render(<App />, root);
  if (!onTask()) setTimeout(warm, 1500);
}

void start();
