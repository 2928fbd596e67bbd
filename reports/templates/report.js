(() => {
  'use strict';
  /* 250 pages of paper, about 12 s; with three times as many the browser runs out of the memory it is given. */
  const PRINT_LIMIT = 1000;
  const el = (id) => document.getElementById(id);
  const list = el('list');
  if (!list) return;
  const index = JSON.parse(el('index').textContent);
  const total = index.group.length;
  const size = index.size;
  const form = el('filter');
  const status = el('status');
  const pagers = [...document.querySelectorAll('.pager')];
  const first = [...list.querySelectorAll('.cause')].map((node) => node.outerHTML);
  const chunks = new Map();
  let matches = [];
  let page = 0;
  let narrowed = false;

  /* The escaped HTML of the causes of one chunk, one line each; the last few chunks are kept. */
  const linesOf = (number) => {
    if (number === 0) return first;
    if (!chunks.has(number)) {
      if (chunks.size > 8) chunks.delete(chunks.keys().next().value);
      chunks.set(number, el('causes-' + number).textContent.split('\n'));
    }
    return chunks.get(number);
  };
  const lineOf = (n) => linesOf(Math.floor(n / size))[n % size];

  const htmlOf = (numbers) => {
    let html = '';
    let group = -1;
    let section = -1;
    const close = () => {
      if (group >= 0) html += index.groups[group][2];
    };
    for (const n of numbers) {
      const next = index.group[n];
      if (next !== group) {
        close();
        group = next;
        const [place, opening] = index.groups[group];
        if (place !== section) {
          if (section >= 0) html += index.sections[section][2];
          section = place;
          html += index.sections[section][1];
        }
        html += opening;
      }
      html += lineOf(n);
    }
    close();
    return section < 0 ? html : html + index.sections[section][2];
  };

  const fill = (numbers) => {
    list.innerHTML = htmlOf(numbers);
    if (narrowed) list.querySelectorAll('details.group, details.old').forEach((node) => { node.open = true; });
  };

  const number = (n) => n.toLocaleString('zh-CN');
  const pages = () => Math.max(1, Math.ceil(matches.length / size));

  const matched = () => (narrowed
    ? '符合条件 ' + number(matches.length) + ' 条（全部 ' + number(total) + ' 条）'
    : '共 ' + number(total) + ' 条');

  const label = () => {
    const from = page * size;
    const to = Math.min(matches.length, from + size);
    const of = matched();
    status.textContent = matches.length > size ? of + '，以下为第 ' + number(from + 1) + '–' + number(to) + ' 条' : of;
    pagers.forEach((nav) => {
      nav.hidden = pages() < 2;
      const [start, back, where, on, end] = nav.children;
      start.disabled = back.disabled = page === 0;
      on.disabled = end.disabled = page >= pages() - 1;
      where.textContent = '第 ' + (page + 1) + ' / ' + pages() + ' 页';
    });
  };

  const show = (wanted, jump) => {
    page = Math.max(0, Math.min(pages() - 1, wanted));
    fill(matches.slice(page * size, (page + 1) * size));
    label();
    if (jump) {
      el('h-findings').focus({ preventScroll: true });
      status.scrollIntoView();
    }
  };

  /* Visible words of every cause, in lower case, made when first searched for. Labels are left out. */
  let words = null;
  const entity = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&#34;': '"', '&quot;': '"', '&#39;': "'", '&#10;': '\n' };
  const plain = (html) => html
    .replace(/<(dt|summary|caption|thead|button)\b[^>]*>.*?<\/\1>/g, ' ')
    .replace(/<\/?(dd|div|p|td|h5|pre|code)\b[^>]*>/g, '\n')
    .replace(/<span class="no">\d*<\/span>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|amp|quot|#34|#39|#10);/g, (found) => entity[found])
    .toLowerCase();
  const wordsOf = () => {
    if (words) return words;
    words = [];
    for (let n = 0; n < total; n += 1) {
      const kind = index.checks[index.check[n]] + '\n' + index.titles[index.check[n]].toLowerCase();
      words.push(kind + '\n' + plain(n < size ? first[n].replace(/\n/g, ' ') : lineOf(n)));
    }
    chunks.clear();
    return words;
  };

  const apply = () => {
    const asked = (id) => (el(id).value === '' ? -1 : Number(el(id).value));
    const outcome = asked('f-outcome');
    const impact = asked('f-impact');
    const check = asked('f-check');
    const terms = el('f-words').value.toLowerCase().split(/\s+/).filter(Boolean);
    narrowed = outcome >= 0 || impact >= 0 || check >= 0 || terms.length > 0;
    matches = [];
    for (let n = 0; n < total; n += 1) {
      if (outcome >= 0 && index.sections[index.groups[index.group[n]][0]][0] !== outcome) continue;
      if (impact >= 0 && index.impact[n] !== impact) continue;
      if (check >= 0 && index.check[n] !== check) continue;
      if (terms.length && !terms.every((term) => wordsOf()[n].includes(term))) continue;
      matches.push(n);
    }
    show(0, false);
  };

  /* Places of occurrence: built from data when a reader opens the list, as text only. */
  const cell = (row, text, code) => {
    const td = row.insertCell();
    const holder = code ? td.appendChild(document.createElement('code')) : td;
    if (code) holder.className = 'u';
    holder.textContent = text;
  };
  const places = new Map();
  const placesOf = (n) => {
    const chunk = Math.floor(n / size);
    if (!places.has(chunk)) places.set(chunk, JSON.parse(el('places-' + chunk).textContent));
    return places.get(chunk)[n % size] || [];
  };
  const open = (details) => {
    if (details.querySelector('table')) return;
    const rows = placesOf(Number(details.closest('.cause').dataset.n));
    if (!rows.length) return;
    const table = document.createElement('table');
    const head = table.createTHead().insertRow();
    const shown = ['网页', '位置', '写法（与上文不同的）'].slice(0, rows.some((row) => row[3]) ? 3 : rows.some((row) => row[1]) ? 2 : 1);
    shown.forEach((name) => {
      const th = head.appendChild(document.createElement('th'));
      th.scope = 'col';
      th.textContent = name;
    });
    const body = table.createTBody();
    rows.forEach(([url, line, column, raw]) => {
      const row = body.insertRow();
      cell(row, url, true);
      if (shown.length > 1) cell(row, line ? '第 ' + line + ' 行' + (column ? '，第 ' + column + ' 列' : '') : '', false);
      if (shown.length > 2) cell(row, raw, true);
    });
    table.createCaption().textContent = '以下 ' + rows.length + ' 个页面';
    details.insertBefore(table, details.lastElementChild);
  };
  list.addEventListener('toggle', (event) => {
    if (event.target.open && event.target.classList.contains('occ')) open(event.target);
  }, true);

  const copy = (button) => {
    const source = button.previousElementSibling;
    const said = (text) => { el('said').textContent = ''; el('said').textContent = text; };
    const selected = () => {
      getSelection().selectAllChildren(source);
      said('已选中网址，请按 Ctrl+C 复制');
    };
    const done = () => {
      said('已复制网址');
      button.textContent = '已复制';
      setTimeout(() => { button.textContent = '复制'; }, 1500);
    };
    if (!navigator.clipboard) return selected();
    return navigator.clipboard.writeText(button.dataset.t || source.textContent).then(done, selected);
  };
  list.addEventListener('click', (event) => {
    if (event.target.matches('.cp')) copy(event.target);
  });

  const step = (text, target) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.addEventListener('click', () => show(target(), true));
    return button;
  };
  pagers.forEach((nav) => {
    nav.append(
      step('首页', () => 0), step('上一页', () => page - 1), document.createElement('span'),
      step('下一页', () => page + 1), step('末页', () => pages() - 1),
    );
  });

  document.querySelectorAll('[data-pick]').forEach((name) => {
    const check = index.checks.indexOf(name.dataset.pick);
    if (check < 0) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'pick';
    button.textContent = name.textContent;
    button.title = '只看此项的发现';
    button.addEventListener('click', () => {
      form.reset();
      el('f-check').value = String(check);
      apply();
      el('h-findings').focus();
    });
    name.replaceWith(button);
  });

  let timer = 0;
  el('f-words').addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 250);
  });
  form.addEventListener('change', (event) => {
    if (event.target.tagName === 'SELECT') apply();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    apply();
  });
  form.addEventListener('reset', () => setTimeout(apply, 0));
  el('print').addEventListener('click', () => print());
  addEventListener('beforeprint', () => {
    if (matches.length > size) {
      fill(matches.slice(0, PRINT_LIMIT));
      const left = matches.length - PRINT_LIMIT;
      status.textContent = matched() + (left > 0
        ? '，按轻重先后只印前 ' + number(PRINT_LIMIT) + ' 条，其余 ' + number(left) + ' 条没有印出。全部条目见 report.html，或用 auditor report --format excel 生成的 findings.xlsx。'
        : '');
      status.classList.toggle('note', left > 0);
    }
    list.querySelectorAll('details.old').forEach((node) => { node.open = true; });
  });
  addEventListener('afterprint', () => {
    status.classList.remove('note');
    if (matches.length > size) show(page, false);
  });

  for (let n = 0; n < total; n += 1) matches.push(n);
  label();
  if (['f-words', 'f-outcome', 'f-impact', 'f-check'].some((id) => el(id).value !== '')) apply();
  form.hidden = false;
  document.documentElement.className = 'live';
})();
