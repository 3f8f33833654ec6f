import '../parts';
import { render } from 'preact';
import { App, failed, warm } from './app';
import { closest, speak } from './i18n';
import { chosenLanguage, enter } from './session';

/* Texts, the portal's data and the first screen's code are fetched side by side; the shell has preloaded all three. */
async function start(): Promise<void> {
  const root = document.getElementById('app')!;
  const texts = speak(chosenLanguage() ?? closest(document.documentElement.lang) ?? 'en');
  await texts.then(enter).catch(() => failed.set(true));
  root.textContent = '';
  render(<App />, root);
  setTimeout(warm, 1500);
}

void start();
