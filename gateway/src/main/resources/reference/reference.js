// The page is whole without this. With it: the address is this host's, samples have tabs and can be copied, operations can
// be found, and the contents follow the reader.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

for (const code of all('pre code')) {
  const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replaceAll('https://api.example.com', location.origin);
}

function copyOf(read) {
  const button = make('button', { className: 'copy', type: 'button', textContent: 'Copy' });
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(read());
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy'), 1500);
  });
  return button;
}

function choose(language) {
  for (const group of all('.samples.tabbed')) {
    const samples = all('.sample', group);
    const wanted = samples.find((sample) => sample.classList.contains(language)) ?? samples[0];
    for (const sample of samples) sample.hidden = sample !== wanted;
    all('[role=tab]', group).forEach((tab, index) => {
      tab.setAttribute('aria-selected', samples[index] === wanted);
      tab.tabIndex = samples[index] === wanted ? 0 : -1;
    });
  }
  try { localStorage.setItem('language', language); } catch { /* a private window */ }
}

let count = 0;
for (const group of all('.samples')) {
  const samples = all('.sample', group);
  const tabs = make('div', { className: 'tabs' });
  tabs.setAttribute('role', 'tablist');
  for (const sample of samples) {
    const tab = make('button', { type: 'button', textContent: sample.querySelector('figcaption').textContent, id: `tab-${++count}` });
    tab.setAttribute('role', 'tab');
    sample.setAttribute('role', 'tabpanel');
    sample.setAttribute('aria-labelledby', tab.id);
    tab.addEventListener('click', () => {
      const before = tab.getBoundingClientRect().top;
      choose(sample.classList[1]);
      scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: 'instant' });
    });
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const others = all('[role=tab]', tabs);
      const other = others[(others.indexOf(tab) + step + others.length) % others.length];
      other.click();
      other.focus();
    });
    tabs.append(tab);
  }
  const bar = make('div', { className: 'tabs' });
  tabs.className = 'tablist';
  bar.append(tabs, copyOf(() => all('.sample:not([hidden]) code', group)[0].textContent));
  group.prepend(bar);
  group.classList.add('tabbed');
}
let language = 'shell';
try { language = localStorage.getItem('language') ?? language; } catch { /* a private window */ }
choose(language);

for (const sample of all('.sample')) {
  const code = sample.querySelector('code');
  if (code && !sample.closest('.samples') && sample.querySelector('pre')) sample.querySelector('figcaption').append(copyOf(() => code.textContent));
}

const find = document.querySelector('.find');
find.hidden = false;
find.querySelector('input').addEventListener('input', (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const item of all('nav .menu > ul > li')) {
    const inner = all('li', item);
    const title = item.querySelector('a').textContent.toLowerCase();
    let any = words.every((word) => title.includes(word));
    for (const entry of inner) {
      const text = `${title} ${entry.textContent}`.toLowerCase();
      entry.hidden = !words.every((word) => text.includes(word));
      any ||= !entry.hidden;
    }
    item.hidden = !any;
    const branch = item.querySelector('details');
    if (branch) branch.open = words.length > 0 && any;
  }
});
addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target.closest('input, textarea')) return;
  event.preventDefault();
  find.querySelector('input').focus();
});

const menu = document.querySelector('.menu');
const narrow = matchMedia('(max-width: 48rem)');
const fold = () => (menu.open = !narrow.matches);
narrow.addEventListener('change', fold);
fold();
menu.addEventListener('click', (event) => {
  if (narrow.matches && event.target.closest('a')) menu.open = false;
});

// What is described somewhere unfolds when a link leads there.
function unfold() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let around = target.closest('details'); around; around = around.parentElement.closest('details')) around.open = true;
  target.scrollIntoView({ behavior: 'instant' });
}
addEventListener('hashchange', unfold);
unfold();

const links = new Map(all('nav .menu a').map((link) => [link.hash.slice(1), link]));
let current;
const follow = new IntersectionObserver((entries) => {
  const seen = entries.filter((entry) => entry.isIntersecting).at(-1);
  const link = seen && links.get(seen.target.id);
  if (!link || link === current) return;
  current?.removeAttribute('aria-current');
  link.setAttribute('aria-current', 'location');
  current = link;
  if (narrow.matches || find.querySelector('input').value) return;
  for (const branch of all('nav li details')) branch.open = branch.contains(link);
  link.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}, { rootMargin: '-15% 0px -75% 0px' });
for (const id of links.keys()) {
  const target = document.getElementById(id);
  if (target) follow.observe(target);
}
