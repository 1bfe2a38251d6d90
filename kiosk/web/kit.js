// What the phone shell, the staff shell and the pages of plugins share. Plain functions, nothing about quizzes.
//
// Two rules hold everywhere in these pages:
//   * data becomes text, never markup: el() and svg() make nodes, innerHTML is not used;
//   * the syntax stays within Chrome 67 and iOS 12, because visitors bring old phones.

// ---------------------------------------------------------------- nodes

// el('button.primary', {type: 'button', onclick: f}, 'Go'): an element with classes, properties and children. Children are
// nodes, texts, or null, which is left out.
export function el(spec, props, ...children) {
    const [tag, ...classes] = spec.split('.');
    const node = document.createElement(tag || 'div');
    if (classes.length) node.className = classes.join(' ');
    set(node, props);
    for (const child of children) if (child !== null && child !== undefined && child !== '') node.append(child);
    return node;
}

// svg('0 0 24 24', ['path', {d: '…'}], …): a drawing, invisible to screen readers.
export function svg(box, ...shapes) {
    const make = (tag, attributes) => {
        const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
        for (const name of Object.keys(attributes)) node.setAttribute(name, attributes[name]);
        return node;
    };
    const drawing = make('svg', {viewBox: box, 'aria-hidden': 'true', focusable: 'false'});
    for (const [tag, attributes] of shapes) drawing.append(make(tag, attributes));
    return drawing;
}

function set(node, props) {
    for (const name of Object.keys(props || {})) {
        const value = props[name];
        if (value === null || value === undefined) continue;
        if (name in node && !name.startsWith('aria')) node[name] = value;
        else node.setAttribute(name, value);
    }
}

export function replace(node, ...children) {
    while (node.firstChild) node.firstChild.remove();
    for (const child of children) if (child) node.append(child);
}

const sheets = new Map(); // address → Promise
// Adds a style sheet once; resolves when it is there, or cannot be had, or takes too long: an ugly page beats none. One that failed
// is tried again when it is asked for again.
export function style(href) {
    if (!sheets.has(href)) {
        sheets.set(href, new Promise((done) => {
            const link = el('link', {rel: 'stylesheet', href, onload: done, onerror: () => {
                link.remove();
                sheets.delete(href);
                done();
            }});
            document.head.append(link);
            setTimeout(done, 4000);
        }));
    }
    return sheets.get(href);
}

// Line drawings on a 24 × 24 grid.
const kIcons = {
    check: 'M4.5 12.8l5 5L19.5 7',
    cross: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
    clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2.2',
    pause: 'M9 6v12M15 6v12',
    wifi: 'M4 10.2a12 12 0 0 1 16 0M7 13.6a7.4 7.4 0 0 1 10 0M10 17a3 3 0 0 1 4 0M4 4l16 16',
    eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z',
    trophy: 'M7.5 4h9v6a4.5 4.5 0 0 1-9 0zM7.5 5.5H4a4 4 0 0 0 3.8 4.5M16.5 5.5H20a4 4 0 0 1-3.8 4.5M12 14.5V18M8.5 20.5h7M9.5 18h5v2.5h-5z',
    heart: 'M12 20S3.5 15 3.5 9.2A4.6 4.6 0 0 1 12 6.8a4.6 4.6 0 0 1 8.5 2.4C20.5 15 12 20 12 20z',
    dash: 'M6 12h12',
    minus: 'M5 12h14',
    plus: 'M5 12h14M12 5v14',
    chevron: 'M6 9.5l6 6 6-6',
    play: 'M7 4.8v14.4L19 12z',
    next: 'M5 12h13M12.5 6l6 6-6 6',
    user: 'M12 4.5a3.9 3.9 0 1 0 0 7.8 3.9 3.9 0 0 0 0-7.8zM4.8 20a7.2 7.2 0 0 1 14.4 0',
    users: 'M9 5a3.4 3.4 0 1 0 0 6.8A3.4 3.4 0 0 0 9 5zM2.8 19.5a6.2 6.2 0 0 1 12.4 0M15.5 5.3a3.4 3.4 0 0 1 0 6.2M17.3 14a6.2 6.2 0 0 1 3.9 5.5',
    down: 'M12 3.5v11.5M6.5 9.8L12 15.3l5.5-5.5M4.5 20h15',
    usb: 'M12 21V4.5M9 7l3-3.2L15 7M12 17.5l-4.5-3.2V11M12 15.5l4.5-3.2V9.5M6.3 8.6h2.4V11H6.3z',
    warn: 'M12 4.2L2.8 19.8h18.4zM12 10v4.2M12 17v.1'
};
export function icon(name) {
    return svg('0 0 24 24', ['path', {d: kIcons[name], fill: 'none', stroke: 'currentColor', 'stroke-width': 2.1,
        'stroke-linecap': 'round', 'stroke-linejoin': 'round'}]);
}

// ---------------------------------------------------------------- words

// One language of a text that may come in several: "x" or {"vi": "x", "en": "y"}; Vietnamese where one is missing.
export function say(text, lang) {
    if (!text) return '';
    return typeof text === 'string' ? text : text[lang] || text.vi || '';
}

// "Đồng Tháp" → "dong thap": for searching.
export function fold(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

export function number(value, lang) {
    return new Intl.NumberFormat(lang === 'en' ? 'en' : 'vi', {maximumFractionDigits: 6}).format(value);
}

// "53,5", "1.000" or "1 000" as people type them in the language; NaN where it is no number.
export function parse_number(text, lang) {
    let s = String(text).replace(/\s/g, '').replace('−', '-');
    const group = lang === 'en' ? ',' : '.', decimal = lang === 'en' ? '.' : ',';
    const grouped = new RegExp('^-?\\d{1,3}(\\' + group + '\\d{3})+(\\' + decimal + '\\d+)?$');
    if (grouped.test(s)) s = s.split(group).join('');
    s = s.replace(',', '.');
    return /^-?(\d+\.?\d*|\.\d+)$/.test(s) ? Number(s) : NaN;
}

// Words of one section: t('join.title'), t('lobby.players', 128) puts 128 where {0} stands.
export function words(table) {
    return (key, ...values) => {
        const text = Object.prototype.hasOwnProperty.call(table, key) ? table[key] : key;
        return text.replace(/\{(\d)\}/g, (hole, i) => (i < values.length ? values[i] : hole));
    };
}

// ---------------------------------------------------------------- what a reload must not forget

const memory = {}; // where the browser keeps nothing (private windows)
export const keep = {
    get(key) {
        try { return JSON.parse(localStorage.getItem('kiosk.' + key)) || memory[key] || null; } catch (e) { return memory[key] || null; }
    },
    set(key, value) {
        memory[key] = value;
        try { localStorage.setItem('kiosk.' + key, JSON.stringify(value)); } catch (e) { /* memory has it */ }
    },
    drop(key) {
        delete memory[key];
        try { localStorage.removeItem('kiosk.' + key); } catch (e) { /* memory had it */ }
    },
    keys(prefix) {
        let found = Object.keys(memory);
        try { found = found.concat(Object.keys(localStorage).filter((k) => k.startsWith('kiosk.')).map((k) => k.slice(6))); } catch (e) { /* as above */ }
        return Array.from(new Set(found)).filter((k) => k.startsWith(prefix));
    }
};

// ---------------------------------------------------------------- time

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// How long to wait before try n (0, 1, …): 0.4 s growing to 6 s, spread out so that a hall does not knock in step.
export const patience = (n) => Math.min(6000, 400 * Math.pow(1.7, n)) * (0.7 + 0.6 * Math.random());

// Letters that nobody else has made, by which the kiosk knows a second try of the same thing.
export const nonce = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');

// The kiosk's wall clock as seen from here. Whatever it stamped was stamped at or before the moment we read it, so the
// largest difference to our own steady clock is the nearest to the truth. The phone's own wall clock is never asked.
export class Clock {
    constructor() { this.offset = -Infinity; }
    // A stamp of any age: a topic's retained message may be minutes old.
    saw(ms) { if (ms) this.offset = Math.max(this.offset, ms - performance.now()); }
    // A stamp made for this very reply. It alone may tell that the kiosk's clock was set back.
    saw_fresh(ms) {
        if (ms && ms - performance.now() < this.offset - 5000) this.offset = -Infinity;
        this.saw(ms);
    }
    now() { return this.offset + performance.now(); }
    // ms left of a message's countdown, or null where it has none.
    remaining(message) {
        if (typeof message.remaining_ms !== 'number') return null;
        if (message.paused) return message.remaining_ms;
        const age = Math.max(0, this.now() - message.now);
        return Math.max(0, message.remaining_ms - age);
    }
}

// ---------------------------------------------------------------- the kiosk

// api(path) GETs, api(path, body) POSTs JSON. Resolves to {status, data}, never rejects: status 0 is "no kiosk there",
// also where a hotspot's login page answered in its place.
export function make_api(lang, clock) {
    return async (path, body) => {
        const request = {headers: {'Accept': 'application/json', 'Accept-Language': lang()}, credentials: 'same-origin', cache: 'no-store'};
        if (body !== undefined) {
            request.method = 'POST';
            request.headers['Content-Type'] = 'application/json';
            request.body = JSON.stringify(body);
        }
        const abort = typeof AbortController === 'function' ? new AbortController() : null;
        if (abort) request.signal = abort.signal;
        const timer = setTimeout(() => abort && abort.abort(), 12000);
        try {
            const reply = await fetch(path, request);
            if (!(reply.headers.get('Content-Type') || '').startsWith('application/json')) return {status: 0, data: {}};
            const data = await reply.json();
            clock.saw_fresh(data.now || Date.parse(reply.headers.get('Date') || ''));
            return {status: reply.status, data};
        } catch (e) {
            return {status: 0, data: {}};
        } finally {
            clearTimeout(timer);
        }
    };
}

// insist(path) GETs until it is there; insist(path, 401, 403) takes those for an answer, too. Resolves to {status, data}.
// asking(false): something cannot be had for now; asking(true): all is answered again.
export function make_insist(api, asking) {
    let troubled = 0;
    return async (path, ...also) => {
        for (let n = 0; ; n++) {
            const reply = await api(path);
            if (reply.status === 200 || also.includes(reply.status)) {
                if (n && --troubled === 0) asking(true);
                return reply;
            }
            if (!n && troubled++ === 0) asking(false);
            await sleep(patience(n));
        }
    };
}

// The line "connection lost": there while the stream is down or something that was asked for has not come. Each clears its own part
// of it only, or the line would stay when all is well.
export class Line {
    // banner: the element; text(): the sentence. after: ms, for a hiccup is no news.
    constructor(banner, text, after) {
        Object.assign(this, {banner, text, after, stream: true, asking: true, timer: 0});
    }
    heard(which, up) {
        this[which] = up;
        if (this.stream && this.asking) {
            clearTimeout(this.timer);
            this.timer = 0;
            replace(this.banner);
        } else if (!this.timer) {
            this.timer = setTimeout(() => this.draw(), this.after);
        }
    }
    draw() {
        replace(this.banner, icon('wifi'), el('span', {}, this.text()));
    }
    redraw() {
        if (this.banner.firstChild) this.draw();
    }
    // Something that was touched cannot be had: said for a while in the same place.
    say(sentence) {
        clearTimeout(this.timer);
        replace(this.banner, icon('wifi'), el('span', {}, sentence));
        this.timer = setTimeout(() => {
            this.timer = 0;
            replace(this.banner);
            this.heard('stream', this.stream);
        }, 6000);
    }
}

// The one event stream of a page. It reopens by itself when the kiosk or the network was away, when the phone wakes up,
// and when nothing was heard for 40 s: the kiosk sends a "ping" event every 15.
export class Stream {
    // heard(up): the stream came up (true: everything may have changed meanwhile) or went down.
    constructor(clock, heard) {
        this.clock = clock;
        this.heard = heard;
        this.topics = new Map(); // topic → set of listeners
        this.last = new Map();   // topic → newest message, for who comes late
        this.source = null;
        this.tries = 0;
        this.timer = 0;
        this.last_sign = performance.now();
        setInterval(() => this.watch(), 5000);
        window.addEventListener('online', () => this.reopen());
        window.addEventListener('offline', () => {
            this.close();
            this.heard(false);
            this.later(patience(5)); // browsers are wrong about this now and then: a hall's Wi-Fi has no internet
        });
        window.addEventListener('pageshow', (e) => { if (e.persisted) this.reopen(); });
        window.addEventListener('pagehide', () => this.close());
        document.addEventListener('visibilitychange', () => {
            if (document.hidden) this.hidden_since = performance.now();
            else this.reopen();
        });
    }
    on(topic, listener) {
        if (!this.topics.has(topic)) {
            this.topics.set(topic, new Set());
            this.later(0);
        }
        this.topics.get(topic).add(listener);
        if (this.last.has(topic)) listener(this.last.get(topic));
        return () => this.topics.get(topic).delete(listener);
    }
    reopen() {
        this.tries = 0;
        this.later(0);
    }
    later(ms) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.open(), ms);
    }
    close() {
        clearTimeout(this.timer);
        if (this.source) this.source.close();
        this.source = null;
    }
    open() {
        this.close();
        if (!this.topics.size) return this.heard(true); // nothing is listened to yet, so nothing is lost
        const source = this.source = new EventSource('/events?topics=' + Array.from(this.topics.keys()).join(','));
        const sign = () => { this.last_sign = performance.now(); };
        sign();
        source.onopen = () => { sign(); this.tries = 0; this.heard(true); };
        source.onerror = () => {
            if (source !== this.source) return;
            this.close();
            this.heard(false);
            this.later(patience(this.tries++));
        };
        source.addEventListener('ping', sign);
        for (const topic of this.topics.keys()) {
            source.addEventListener(topic, (e) => {
                sign();
                const message = JSON.parse(e.data);
                this.clock.saw(message.now);
                this.last.set(topic, message);
                for (const listener of this.topics.get(topic)) listener(message);
            });
        }
    }
    watch() {
        const silent = performance.now() - this.last_sign;
        // A page that nobody looks at gives its connection back; "visibilitychange" opens it again.
        if (document.hidden && performance.now() - (this.hidden_since || 0) > 60000) this.close();
        else if (!document.hidden && this.source && silent > (this.source.readyState === 1 ? 40000 : 15000)) {
            this.heard(false);
            this.open();
        }
    }
}

// A script that is needed now, or null where it cannot be had. Some browsers never ask again for one that failed: then under another name.
export function load(path) {
    return import(path).catch(() => import(path + '?again=' + Math.floor(performance.now()))).catch(() => null);
}

// ---------------------------------------------------------------- for screen readers

// What has just come begins at its heading, for the focus and for the eye. Not under an open sheet, which old browsers let the focus
// leave, nor where another page is in front.
export function arrive(node, scroll = true) {
    if (document.querySelector('.sheet') || !node.offsetParent) return;
    const heading = node.querySelector('[tabindex="-1"]');
    if (heading) heading.focus({preventScroll: true});
    if (scroll) window.scrollTo(0, 0);
}

// Says a sentence without moving the focus.
export function announce(text) {
    const live = document.getElementById('live');
    if (live && live.textContent !== text) live.textContent = text;
}
