// What axe leaves open, asked of a page that is open in a browser. Every function gives a list of
// faults in plain words; an empty list is a pass. Nothing here changes the page.
(() => {
  const style = (el) => getComputedStyle(el);
  const seen = (el) => el.checkVisibility({ visibilityProperty: true }) && el.getClientRects().length > 0;
  const forReaders = (el) => el.closest('.vh, .hid1') !== null || style(el).clipPath !== 'none';
  const name = (el) => {
    const id = el.id ? '#' + el.id : '';
    const kind = typeof el.className === 'string' && el.className ? '.' + el.className.split(' ')[0] : '';
    const text = (el.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 40);
    return `${el.tagName.toLowerCase()}${id}${kind} "${text}"`;
  };

  function sideways() {
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    return wide > 0 ? [`the page is ${wide} px wider than the window`] : [];
  }

  const overflows = (el) =>
    el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1;

  function scrollAreas() {
    const kinds = ['group', 'region', 'navigation'];
    return [...document.body.querySelectorAll('*')]
      .filter((el) => /auto|scroll/.test(style(el).overflowX + style(el).overflowY))
      .filter((el) => seen(el) && overflows(el))
      .filter((el) => {
        const role = el.getAttribute('role') || (el.tagName === 'NAV' ? 'navigation' : '');
        const named = el.getAttribute('aria-label') || el.getAttribute('aria-labelledby');
        const reached = el.tabIndex >= 0 || el.querySelector('a[href], button, input, summary');
        return !(kinds.includes(role) && named && reached);
      })
      .map((el) => `scroll area without focus or name: ${name(el)}`);
  }

  function clipped() {
    return [...document.body.querySelectorAll('*')]
      .filter((el) => !(el instanceof SVGElement))
      .filter((el) => /hidden|clip/.test(style(el).overflowX + style(el).overflowY))
      .filter((el) => seen(el) && !forReaders(el) && overflows(el))
      .map((el) => `text is cut off: ${name(el)}`);
  }

  function headings() {
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((h) => +h.tagName[1]);
    const faults = levels.filter((l) => l === 1).length === 1 ? [] : ['not exactly one h1'];
    levels.forEach((level, i) => {
      if (i && level > levels[i - 1] + 1) faults.push(`h${levels[i - 1]} is followed by h${level}`);
    });
    return faults;
  }

  const STOPWORDS = {
    id: ['yang', 'dan', 'dari', 'untuk', 'pada', 'dengan', 'tidak', 'atau', 'ini', 'oleh', 'karena',
      'adalah', 'belum', 'setiap', 'hanya', 'dalam', 'sampai', 'bila', 'menurut', 'sebagai'],
    en: ['the', 'and', 'of', 'with', 'for', 'not', 'is', 'are', 'by', 'that', 'this', 'from', 'was',
      'were', 'which', 'each', 'only', 'than', 'has', 'have'],
  };

  function tellLanguage(text) {
    const words = text.toLowerCase().match(/\p{L}+/gu) || [];
    const count = (code) => words.filter((word) => STOPWORDS[code].includes(word)).length;
    const [id, en] = [count('id'), count('en')];
    if (id >= 2 && en === 0) return 'id';
    if (en >= 2 && id === 0) return 'en';
    return '';
  }

  function languages(expected) {
    const faults = [];
    const root = document.documentElement.lang;
    if (root !== expected) faults.push(`html lang is "${root}", not "${expected}"`);
    const declared = (el) => el.closest('[lang]').lang;
    const judge = (text, el) => {
      const told = tellLanguage(text);
      if (told && told !== declared(el)) faults.push(`${told} text in a ${declared(el)} part: "${text.trim().slice(0, 90)}"`);
    };
    for (const el of document.querySelectorAll('p, li, td, th, dt, dd, h1, h2, h3, caption, summary, pre, figcaption span, .note'))
      judge([...el.childNodes].filter((n) => n.nodeType === 3 || /^(B|STRONG|EM|I|A)$/.test(n.nodeName) && !n.lang).map((n) => n.textContent).join(' '), el);
    for (const el of document.querySelectorAll('[aria-label]')) judge(el.getAttribute('aria-label'), el);
    return [...new Set(faults)];
  }

  function classNames(names) {
    const faults = [];
    if (document.documentElement.lang === 'id') return faults;
    const pattern = new RegExp(`(^|[^\\p{L}])(${names.join('|')})($|[^\\p{L}])`, 'u');
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const el = walker.currentNode.parentElement;
      if (el.closest('svg, pre, code, style')) continue;
      if (pattern.test(walker.currentNode.data) && el.closest('[lang]').lang !== 'id')
        faults.push(`Indonesian class name without its language: ${name(el)}`);
    }
    return [...new Set(faults)];
  }

  function figures() {
    const faults = [];
    for (const figure of document.querySelectorAll('figure')) {
      const drawings = [...figure.querySelectorAll('svg.fw, svg.fn')];
      const shown = drawings.filter(seen);
      if (seen(figure) && shown.length !== 1) faults.push(`${shown.length} drawings shown in ${name(figure)}`);
      for (const svg of drawings)
        if (svg.getAttribute('role') !== 'img' || (svg.getAttribute('aria-label') || '').length < 40)
          faults.push(`no alt text: ${name(figure)}`);
      const below = figure.nextElementSibling;
      if (!below || below.tagName !== 'DETAILS' || !below.querySelector('table'))
        faults.push(`no data table under ${name(figure)}`);
    }
    return faults;
  }

  function colourAlone() {
    return [...document.querySelectorAll('svg.ic')]
      .filter((el) => seen(el) && !el.closest('.vh, svg.vh'))
      .filter((el) => !el.getAttribute('aria-label') && !(el.closest('td, th, li, .st, label, a') || el.parentElement).textContent.trim())
      .map((el) => `a shape without a word in ${name(el.parentElement)}`);
  }

  function smallTargets() {
    const faults = [];
    for (const el of document.querySelectorAll('a[href], summary, button, input, label, [role=button]')) {
      if (!seen(el) || style(el).opacity === '0' || forReaders(el)) continue;
      if (el.tagName === 'LABEL' && !el.htmlFor) continue;
      const block = el.closest('p, dd, li, td, th, .src, span.end, div');
      const inline = style(el).display === 'inline' && block && block.textContent.trim().length > el.textContent.trim().length + 2;
      const box = el.getBoundingClientRect();
      if (!inline && (box.width < 24 || box.height < 23.5)) faults.push(`target of ${Math.round(box.width)}x${Math.round(box.height)} px: ${name(el)}`);
    }
    return faults;
  }

  // ---- contrast of drawings: axe does not look inside SVG

  function channels(text) {
    const parts = text.match(/[\d.]+/g).map(Number);
    return parts.length > 3 && parts[3] < 1 ? null : parts.slice(0, 3);
  }
  function luminance(rgb) {
    const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function ratio(a, b) {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  }
  const painted = (value) => value && value !== 'none' && !value.startsWith('url');

  // Where text stands on filled areas: the last area drawn before it that holds each sampled point.
  function areasUnder(shapes, before, points, svg) {
    return points.map(([x, y]) => {
      let under = null;
      const point = svg.createSVGPoint();
      [point.x, point.y] = [x, y];
      for (const shape of shapes) {
        if (!(shape.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
        if (shape.isPointInFill(point)) under = shape;
      }
      return under;
    });
  }

  const token = (el, prefix) => {
    const found = [...el.classList].find((c) => c.startsWith(prefix) && !['f-0', 'sm'].includes(c));
    return found ? found.slice(2) : prefix === 'f-' ? 'ink' : '';
  };

  // Areas and lines that carry no message of their own: an edge, a word or a table says the same.
  const SUPPORT = ['line', 'grid', 'band', 'zone', 'bg'];

  function drawings() {
    const pairs = {};
    const note = (kind, front, back, value, place) => {
      const key = `${kind} ${front} on ${back}`;
      if (!(key in pairs) || value < pairs[key][0]) pairs[key] = [value, place];
    };
    for (const svg of document.querySelectorAll('figure svg')) {
      if (!seen(svg)) continue;
      const page = channels(style(document.body).backgroundColor);
      const paths = [...svg.querySelectorAll('path')];
      const areas = paths.filter((p) => painted(style(p).fill) && !p.classList.contains('f-0') && token(p, 'f-') && [...p.classList].some((c) => c.startsWith('f-')));
      for (const text of svg.querySelectorAll('text')) {
        const box = text.getBBox();
        const ys = [box.y + 0.3 * box.height, box.y + 0.7 * box.height];
        const points = [0.03, 0.25, 0.5, 0.75, 0.97].flatMap((t) => ys.map((y) => [box.x + t * box.width, y]));
        const halo = text.classList.contains('halo');
        const unders = halo ? [null] : areasUnder(areas, text, points, svg);
        for (const under of unders) {
          const back = under ? channels(style(under).fill) : page;
          note('text', token(text, 'f-'), under ? token(under, 'f-') : 'bg', ratio(channels(style(text).fill), back),
            `"${text.textContent}" in ${svg.closest('figure').id}`);
        }
      }
      for (const path of paths) {
        const fill = areas.includes(path) ? token(path, 'f-') : '';
        const stroke = painted(style(path).stroke) ? token(path, 's-') : '';
        const edged = stroke && !SUPPORT.includes(stroke);
        if (fill && !SUPPORT.includes(fill) && !edged) note('mark', fill, 'bg', ratio(channels(style(path).fill), page), svg.closest('figure').id);
        if (edged) note('mark', stroke, 'bg', ratio(channels(style(path).stroke), page), svg.closest('figure').id);
      }
    }
    return pairs;
  }

  // Texts that leave their drawing or lie on one another.
  function drawnTexts() {
    const faults = [];
    for (const svg of document.querySelectorAll('figure svg')) {
      if (!seen(svg)) continue;
      const frame = svg.viewBox.baseVal;
      const texts = [...svg.querySelectorAll('text')].map((t) => [t, t.getBBox()]);
      for (const [text, b] of texts)
        if (b.x < -1 || b.x + b.width > frame.width + 1 || b.y < -2 || b.y + b.height > frame.height + 2)
          faults.push(`text leaves its drawing: "${text.textContent}"`);
      texts.forEach(([one, a], i) => texts.slice(i + 1).forEach(([two, b]) => {
        const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
        const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
        if (wide > 2 && high > 4.5) faults.push(`texts on one another: "${one.textContent}" and "${two.textContent}"`);
      }));
    }
    return faults;
  }

  function focusState() {
    const el = document.activeElement;
    if (!el || el === document.body) return null;
    const shownBy = el.tagName === 'INPUT' && style(el).opacity === '0' ? el.labels[0] : el;
    const s = style(shownBy), box = shownBy.getClientRects()[0] ?? shownBy.getBoundingClientRect();
    const x = Math.min(Math.max(box.x + Math.min(box.width / 2, 8), 1), innerWidth - 2);
    const y = Math.min(Math.max(box.y + Math.min(box.height / 2, 8), 1), innerHeight - 2);
    const top = document.elementFromPoint(x, y);
    return {
      name: name(el),
      ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
      shown: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      covered: !(top && (shownBy.contains(top) || top.contains(shownBy))),
      tabindex: el.tabIndex,
      order: [...document.querySelectorAll('*')].indexOf(el),
    };
  }

  return { sideways, scrollAreas, clipped, headings, languages, classNames, figures, colourAlone,
    smallTargets, drawings, drawnTexts, focusState };
})()
