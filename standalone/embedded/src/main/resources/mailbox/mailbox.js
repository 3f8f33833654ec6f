const $ = (id) => document.getElementById(id);
let open = location.hash.slice(1);
let shown = '';

async function refresh() {
  const answer = await fetch(`/api/v1/search?limit=200&query=${encodeURIComponent($('search').value)}`);
  const { messages, messages_count: count } = await answer.json();
  $('count').textContent = count === 1 ? '1 mail' : count ? `${count} mails` : 'No mail yet';
  const now = messages.map((mail) => mail.ID).join() + open;
  if (now === shown) return;
  shown = now;
  $('list').replaceChildren(...messages.map(row));
}

function row(mail) {
  const button = document.createElement('button');
  const subject = document.createElement('strong');
  const time = document.createElement('time');
  const line = document.createElement('span');
  subject.textContent = mail.Subject || '(no subject)';
  time.textContent = new Date(mail.Created).toLocaleTimeString();
  line.textContent = `${mail.To.map((person) => person.Address).join(', ')} · ${mail.Snippet}`;
  subject.dir = line.dir = 'auto';
  button.append(subject, time, line);
  button.onclick = () => { location.hash = mail.ID; };
  if (mail.ID === open) button.setAttribute('aria-current', 'true');
  const item = document.createElement('li');
  item.append(button);
  return item;
}

async function show() {
  open = location.hash.slice(1);
  $('mail').hidden = !open;
  if (!open) return refresh();
  const answer = await fetch(`/api/v1/message/${encodeURIComponent(open)}`);
  if (!answer.ok) { location.hash = ''; return; }
  const mail = await answer.json();
  $('subject').textContent = mail.Subject;
  $('subject').dir = 'auto';
  $('from').textContent = mail.From.Name ? `${mail.From.Name} <${mail.From.Address}>` : mail.From.Address;
  $('to').textContent = mail.To.map((person) => person.Address).join(', ');
  $('date').textContent = new Date(mail.Date).toLocaleString();
  $('attachments').replaceChildren(...mail.Attachments.map((part) => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = `/api/v1/message/${mail.ID}/part/${part.PartID}`;
    link.download = part.FileName;
    link.textContent = `${part.FileName} (${Math.ceil(part.Size / 1024)} KB)`;
    item.append(link);
    return item;
  }));
  $('html').hidden = !mail.HTML;
  $('text').hidden = !!mail.HTML;
  if (mail.HTML) $('html').srcdoc = `<base target="_blank">${mail.HTML}`;
  else $('text').textContent = mail.Text;
  refresh();
}

$('back').onclick = () => { location.hash = ''; };
$('search').oninput = refresh;
addEventListener('hashchange', show);
show();
setInterval(refresh, 1500);
