/* The form in a portal's frame. It speaks to one page alone, the portal that it was opened for, and tells it how tall it
   is, whether it waits for somebody (`ready`, `working`, `invalid`, `asking`), and in the end a token. */
const query = new URLSearchParams(location.search);
const portal = query.get('origin');
const root = document.documentElement;
const $ = (id) => document.getElementById(id);
const form = $('form') ?? $('ask');
const step = form.dataset.way;
let busy = false;
let wanted;

const say = (message) => parent !== window && parent.postMessage(message, portal);

function dress() {
  const colours = (query.get('accent') ?? '').split('-');
  if (colours.length === 6 && colours.every((colour) => /^[0-9a-f]{6}$/.test(colour)))
    ['--brand', '--on-brand', '--brand-ink'].forEach((name, i) =>
      root.style.setProperty(name, `light-dark(#${colours[2 * i]}, #${colours[2 * i + 1]})`));
  if (/^(light|dark)$/.test(query.get('theme'))) root.style.colorScheme = query.get('theme');
}

async function ask(way, fields) {
  const body = new URLSearchParams(fields);
  const answer = await fetch(`/${way}${location.search}`, { method: 'POST', body, credentials: 'omit' });
  if (!answer.ok) throw answer;
  return answer.json();
}

/** In this frame, and without a trace in the portal's history. */
function move(page, hash = '') {
  location.replace(`/${page}?${query}${hash}`);
}

/** Where somebody is needed: at once, or as soon as the portal lets the focus come in here. */
function attend(element) {
  wanted = document.hasFocus() ? undefined : element;
  element?.focus();
}

// A moment later: the browser itself goes to the top of the page first.
addEventListener('focus', () => setTimeout(() => {
  wanted?.focus();
  wanted = undefined;
}));

function refuse(text) {
  const refused = $('refused');
  refused.textContent = text ?? '';
  refused.hidden = !text;
}

function showErrors(errors) {
  for (const input of form.querySelectorAll('input[id]')) {
    const error = errors[input.name];
    $(`${input.id}-error`).textContent = error ?? '';
    input.setAttribute('aria-invalid', String(!!error));
  }
  attend(form.querySelector('[aria-invalid=true]'));
}

/** `send` gives the answer; what comes of it is the same for every page. */
async function work(send) {
  if (busy) return;
  busy = true;
  form.setAttribute('aria-busy', 'true');
  say({ state: 'working' });
  refuse();
  showErrors({});
  try {
    take(await send());
  } catch {
    refuse(form.dataset.unreachable);
    say({ state: step ? 'asking' : 'invalid' });
  }
  busy = false;
  form.removeAttribute('aria-busy');
}

function take(answer) {
  if (answer.token) {
    say({ token: answer.token });
    // Whoever is declined after all begins anew.
    if (step) move('form');
    else say({ state: 'ready' });
  } else if (answer.challenge) move('challenge', `#${answer.challenge}`);
  else {
    if (answer.errors.challenge) refuse(answer.errors.challenge);
    showErrors(answer.errors);
    say({ state: step ? 'asking' : 'invalid' });
  }
}

// ---- typing ----

/** Digits in whichever script a keyboard writes them. */
const digits = (text) => text.normalize('NFKC')
  .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
  .replace(/\D/g, '');

/** Sets what was typed apart, and leaves the caret where it was among what counts. */
function shape(input, keep, spell) {
  const before = keep(input.value.slice(0, input.selectionStart)).length;
  const atEnd = input.selectionStart === input.value.length;
  input.value = spell(keep(input.value));
  if (atEnd) return;
  let caret = 0;
  for (let seen = 0; seen < before && caret < input.value.length; caret++)
    if (keep(input.value[caret])) seen++;
  input.setSelectionRange(caret, caret);
}

const brandOf = (number) => /^4/.test(number) ? 'visa' : /^(5[1-5]|2[2-7])/.test(number) ? 'mastercard' : /^3[47]/.test(number) ? 'amex' : '';

function spellNumber(number) {
  const marked = $('number').parentElement;
  const brand = brandOf(number);
  if (brand) marked.dataset.brand = brand;
  else delete marked.dataset.brand;
  if (brand !== 'amex') return number.slice(0, 19).replace(/(.{4})(?=.)/g, '$1 ');
  return number.slice(0, 15).replace(/^(.{4})(.{1,6})(.*)$/, (_, a, b, c) => [a, b, c].filter(Boolean).join(' '));
}

/** `8/29` and `08/2029`, as browsers fill it in, are as good as `08/29`. */
function spellExpiry(typed) {
  let text = /^[2-9]/.test(typed) ? `0${typed}` : typed;
  if (/^\d\d20\d\d$/.test(text)) text = text.slice(0, 2) + text.slice(4);
  return text.length > 2 ? `${text.slice(0, 2)}/${text.slice(2, 6)}` : text;
}

function enterCard() {
  $('number').oninput = (event) => shape(event.target, digits, spellNumber);
  $('code').oninput = (event) => shape(event.target, digits, (code) => code.slice(0, 4));
  $('expiry').onchange = (event) => { event.target.value = spellExpiry(digits(event.target.value)); };
  $('expiry').oninput = (event) => {
    const typed = digits(event.target.value);
    if (event.inputType !== 'deleteContentBackward' && !/\//.test(event.target.value) && typed.length === 2 && typed < 13)
      event.target.value = `${typed}/`;
  };
  $('iban').oninput = (event) => shape(event.target,
    (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, ''),
    (iban) => iban.slice(0, 34).replace(/(.{4})(?=.)/g, '$1 '));
  for (const button of form.querySelectorAll('[data-number]')) button.onclick = () => fill(button.dataset.number);
}

function fill(number) {
  $('number').value = spellNumber(number);
  $('expiry').value ||= `12/${String(new Date().getFullYear() + 3).slice(2)}`;
  $('code').value = brandOf(number) === 'amex' ? '1234' : '123';
  $('name').value ||= 'Ada Lovelace';
  showErrors({});
  $('number').focus();
}

// ---- the pages ----

function choose() {
  for (const fields of form.querySelectorAll('.fields')) fields.hidden = fields.id !== form.elements.way.value;
}

function openForm() {
  const submit = () => {
    const way = form.elements.way.value;
    if (way === 'wallet') move('wallet');
    else work(() => ask(way, new FormData(form)));
  };
  query.delete('refused');
  for (const radio of form.elements.way) radio.onchange = choose;
  const back = new URLSearchParams(location.search).get('refused');
  if (back) {
    refuse($('refused').dataset[back]);
    if (back === 'wallet') form.elements.way.value = 'wallet';
  }
  choose();
  enterCard();
  form.onsubmit = (event) => { event.preventDefault(); submit(); };
  addEventListener('message', (event) => {
    if (event.source === parent && event.origin === portal && event.data?.submit) submit();
  });
  say({ state: 'ready' });
}

function openQuestion() {
  const challenge = location.hash.slice(1);
  history.replaceState(null, '', location.pathname + location.search);
  form.onsubmit = (event) => {
    event.preventDefault();
    work(() => ask(step, step === 'challenge' ? { challenge } : new FormData(form)));
  };
  $('no').onclick = () => {
    query.set('refused', step);
    move('form');
  };
  say({ state: 'asking' });
  attend(form.querySelector('h1'));
}

dress();
new ResizeObserver(() => say({ height: Math.ceil(document.body.getBoundingClientRect().height) })).observe(document.body);
if (step) openQuestion();
else openForm();
