// The staff shell: PIN, tabs, people, health, and the red banner when answers are not being saved. What is played is the
// plugins' business: each plugin's staff page gets a tab, or several.
//
//     export const tab = {vi, en}                              one tab, whose section has the plugin's id
//     export function mount(context) → {redraw(), shown()?}
//     export const tabs = [{id, title: {vi, en}, mount}]       more tabs beside it, or instead: sections "<plugin>-<id>"
//     export const order = 10                                  further right than those of a smaller one (0)
//     export function day(context) → {state(), …}              what is played, for the tab "today" (staff_day.js)
//     export function card(context) → {node, redraw()}         what the tab "health" shows below its own; hidden where it is nothing
//     context: as on the phone page (phone.js), without player and recheck, and
//              ask      ask({title, text, yes, danger, body?}) → Promise<boolean>
//              toast    toast(sentence, is_bad, {title, run}?): with a button where something can be taken back; toast() ends it
//              post     post(path, body): api() that says what went wrong in a toast, and goes back to the PIN on 401
//              signed_out  signed_out(): the kiosk said 401; the PIN is asked for again
//              unsaved  unsaved(f): f() says whether the page holds what is typed and not saved; then nothing throws it away unasked
//              shown    shown(): is this tab the one that is looked at?
//              badge    badge(count, sentence): how much waits in this tab, on the tab itself; 0: nothing
//              go       go(section's id): to another tab

import {Clock, Line, Stream, el, icon, keep, make_api, make_insist, replace, say, words} from './kit.js';
import {draw_day} from './staff_day.js';
import {draw_health} from './staff_health.js';
import {draw_people} from './staff_people.js';

const stage = document.getElementById('stage');
const clock = new Clock();
const opened = new Set();
let lang = /^[a-z]{2,3}$/.test(keep.get('lang')) ? keep.get('lang') : 'vi';
let t = words({});
let event = null, tabs = [], shown = null;
const holders = []; // unsaved()
window.addEventListener('beforeunload', (e) => {
    if (!holders.some((holds) => holds())) return;
    e.preventDefault();
    e.returnValue = ''; // older browsers ask by this
});

const api = make_api(() => lang, clock);
const line = new Line(document.getElementById('net'), () => (t('net.lost') === 'net.lost' ? 'Mất kết nối với kiosk. Đang nối lại…' : t('net.lost')), 1500);
const insist = make_insist(api, (well) => line.heard('asking', well));
const stream = new Stream(clock, async (up) => {
    if (up) for (const listener of opened) listener();
    line.heard('stream', up);
    // A stream that is refused and a stream that fails look alike: ask.
    if (!up && tabs.length && (await api('/api/staff/state')).status === 401) signed_out();
});

const shell = {
    api, clock, ask, toast, post, signed_out,
    unsaved: (holds) => holders.push(holds),
    go: (id) => show_tab(tabs.find((one) => one.id === id)),
    get t() { return t; },
    get lang() { return lang; },
    get event() { return event; },
    on: (topic, listener) => stream.on(topic, listener),
    opened: (listener) => opened.add(listener)
};

start();

async function start() {
    const [config] = await Promise.all([insist('/api/event'), use_language(lang)]);
    event = config.data;
    if (!event.language_names[lang]) await use_language('vi');
    draw_top();
    const {status} = await insist('/api/staff/state', 401, 403);
    if (status === 200) await open_console();
    else draw_login();
}

async function use_language(wanted) {
    t = words((await insist('/i18n/' + wanted + '/staff')).data);
    lang = wanted;
    document.documentElement.lang = wanted;
}

// Staff may read every language that there are words for; those of the event come first.
function all_languages() {
    const names = event.language_names;
    return Array.from(new Set(event.languages.concat(Object.keys(names)))).filter((code) => names[code]);
}

function draw_top() {
    document.title = t('title') + ' · ' + say(event.name, lang);
    document.getElementById('event').textContent = say(event.name, lang);
    replace(document.getElementById('languages'), ...all_languages().map((code) => el('button', {
        type: 'button', lang: code, title: event.language_names[code], 'aria-pressed': String(code === lang), onclick: async () => {
            keep.set('lang', code);
            await use_language(code);
            draw_top();
            line.redraw();
            if (tabs.length) tabs.forEach((one) => one.page.redraw());
            else draw_login();
            if (tabs.length) draw_tabs();
            show_alarm(alarm);
            document.querySelector('#languages [lang=' + code + ']').focus();
        }
    }, code.toUpperCase())));
    replace(document.getElementById('leave'), !tabs.length ? null : el('button.button.tight', {type: 'button', onclick: async () => {
        await api('/api/staff/logout', {});
        location.reload();
    }}, t('leave')));
}

// ---------------------------------------------------------------- PIN

function draw_login() {
    const problem = el('p.problem', {id: 'problem', role: 'alert'});
    const pin = el('input.input.digits', {id: 'pin', type: 'password', inputmode: 'numeric', autocomplete: 'current-password', maxLength: 64, 'aria-describedby': 'problem'});
    const go = el('button.button.primary', {type: 'submit'}, t('login.go'));
    let locked_until = 0;
    replace(stage, el('form.login.card', {noValidate: true, onsubmit: async (e) => {
        e.preventDefault();
        if (performance.now() < locked_until || go.disabled) return;
        if (!pin.value) {
            pin.focus();
            return;
        }
        go.disabled = true;
        const {status, data} = await api('/api/staff/login', {pin: pin.value});
        go.disabled = false;
        if (status === 200) return open_console();
        pin.value = '';
        pin.focus();
        if (status === 429 && data.retry_after_s) return lock(data.retry_after_s);
        problem.textContent = status === 401 ? t('login.wrong') + (data.tries_left !== undefined ? ' ' + t('login.tries', data.tries_left) : '')
            : data.message || t('failed');
    }}, el('h1', {}, t('login.title')), el('p.soft', {}, t('login.lead')), el('label.field', {}, el('span', {}, 'PIN'), pin), problem, go));
    pin.focus();

    function lock(seconds) {
        locked_until = performance.now() + seconds * 1000;
        go.setAttribute('aria-disabled', 'true');
        const tick = () => {
            const left = Math.ceil((locked_until - performance.now()) / 1000);
            if (!problem.isConnected) return;
            if (left <= 0) {
                go.removeAttribute('aria-disabled');
                problem.textContent = '';
                return;
            }
            problem.textContent = t('login.locked', left >= 90 ? t('minutes', Math.ceil(left / 60)) : t('seconds', left));
            setTimeout(tick, 1000);
        };
        tick();
    }
}

// The session is over, or the kiosk does not know it any more. Where nothing would be lost the page begins anew; else the PIN is typed
// over it, and what was to be done is touched again.
let asking_pin = false;
async function signed_out() {
    if (!holders.some((holds) => holds())) return location.reload();
    if (asking_pin) return;
    asking_pin = true;
    if ((await api('/api/staff/state')).status !== 401) { // asked before the PIN was typed, and answered after
        asking_pin = false;
        return toast(t('login.again'));
    }
    const pin = el('input.input.digits', {id: 'pin', type: 'password', inputmode: 'numeric', autocomplete: 'current-password', maxLength: 64});
    const problem = el('p.problem', {role: 'alert'});
    const node = el('div', {}, el('label.field', {}, el('span', {}, 'PIN'), pin), problem);
    while (asking_pin && await ask({title: t('login.title'), text: t('login.unsaved'), yes: t('login.go'), body: {node, check: () => Boolean(pin.value)}})) {
        const {status, data} = await api('/api/staff/login', {pin: pin.value});
        pin.value = '';
        if (status === 200) {
            asking_pin = false;
            stream.reopen();
            toast(t('login.again'));
        } else {
            problem.textContent = status === 401 ? t('login.wrong') : data.message || t(status ? 'failed' : 'net.lost');
        }
    }
    asking_pin = false; // put away: the next touch asks again
}

// ---------------------------------------------------------------- tabs

async function open_console() {
    const plugins = (event.plugins || []).filter((plugin) => plugin.staff);
    const modules = await Promise.all(plugins.map((plugin) => import(plugin.staff).catch(() => null)));
    const section = (id, title, mount) => {
        const root = el('section', {id: 'tab-' + id, role: 'tabpanel', 'aria-labelledby': 'tabs-' + id, hidden: true});
        return {id, title, root, mount};
    };
    const games = modules.filter((module) => module && module.day).map((module) => module.day(shell));
    tabs.push(section('day', () => t('tab.day'), (context) => draw_day(context, games)));
    // A page that cannot be had leaves its tab out; people and health are needed all the more then.
    const place = (i) => (modules[i] && modules[i].order) || 0;
    for (const i of modules.map((_, at) => at).sort((one, other) => place(one) - place(other) || one - other)) {
        const module = modules[i];
        if (!module) toast(t('failed'), true);
        if (module && module.mount) tabs.push(section(plugins[i].id, () => say(module.tab || plugins[i].title, lang), module.mount));
        for (const more of (module && module.tabs) || []) tabs.push(section(plugins[i].id + '-' + more.id, () => say(more.title, lang), more.mount));
    }
    const cards = modules.filter((module) => module && module.card).map((module) => module.card(shell));
    tabs.push(section('people', () => t('tab.people'), draw_people), section('health', () => t('tab.health'), (context) => draw_health(context, cards)));
    replace(stage, ...tabs.map((one) => one.root));
    for (const one of tabs) one.page = one.mount(Object.create(shell, {root: {value: one.root}, shown: {value: () => shown === one}, badge: {value: (count, says) => set_badge(one, count, says)}}));
    draw_top();
    show_tab(tabs.find((one) => '#' + one.id === location.hash) || tabs[0]);
    shell.on('kiosk/staff', show_alarm);
}

function draw_tabs() {
    replace(document.getElementById('tabs'), el('div.tabs', {role: 'tablist', onkeydown: move}, ...tabs.map((one) => el('button', {
        type: 'button', id: 'tabs-' + one.id, role: 'tab', 'aria-selected': String(one === shown), 'aria-controls': 'tab-' + one.id,
        tabIndex: one === shown ? 0 : -1, onclick: () => show_tab(one)
    }, ...label_of(one)))));
    function move(e) {
        const by = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
        if (!by) return;
        show_tab(tabs[(tabs.indexOf(shown) + by + tabs.length) % tabs.length]);
        document.getElementById('tabs-' + shown.id).focus();
    }
}

function label_of(one) {
    const {count, says} = one.badge || {};
    return [one.title(), count ? el('span.badge.digits', {'aria-hidden': 'true'}, count > 99 ? '99+' : String(count)) : null, count ? el('span.unseen', {}, ', ' + says) : null];
}
function set_badge(one, count, says) {
    if (one.badge && one.badge.count === count && one.badge.says === says) return;
    one.badge = {count, says};
    const button = document.getElementById('tabs-' + one.id);
    if (button) replace(button, ...label_of(one));
}

function show_tab(one) {
    shown = one;
    history.replaceState(null, '', '#' + one.id);
    for (const other of tabs) other.root.hidden = other !== one;
    draw_tabs();
    if (one.page.shown) one.page.shown();
}

// Answers that are not being saved concern whoever holds this page, whatever tab is open.
let alarm = {store: null, drawn: ''};
function show_alarm({store}) {
    const said = store && !store.healthy ? el('p.alarm', {}, icon('warn'), el('span', {}, el('b', {}, t('alarm.title')), ' ', store.message || '', ' ', t('alarm.text'))) : null;
    if (alarm.drawn !== (said ? said.textContent : '')) replace(document.getElementById('alarm'), said);
    alarm = {store, drawn: said ? said.textContent : ''};
}

// ---------------------------------------------------------------- for the pages

async function post(path, body) {
    const reply = await api(path, body);
    if (reply.status === 401) signed_out();
    else if (reply.status !== 200 && !(reply.status === 409 && reply.data.error === 'moved_on')) toast(reply.data.message || t(reply.status ? 'failed' : 'net.lost'), true);
    return reply;
}

let toast_timer = 0;
function toast(sentence, is_bad, action) {
    const box = document.getElementById('toast');
    replace(box, !sentence ? null : el('p' + (is_bad ? '.bad' : ''), {}, icon(is_bad ? 'warn' : 'check'), el('span', {}, sentence), !action ? null :
        el('button.button.tight', {type: 'button', onclick: () => { replace(box); action.run(); }}, action.title)));
    clearTimeout(toast_timer);
    toast_timer = setTimeout(() => replace(box), action ? 12000 : is_bad ? 7000 : 3500);
}

// A question before something that cannot be taken back. Escape and a tap outside mean no.
function ask({title, text, yes, danger, body}) {
    return new Promise((done) => {
        const before = document.activeElement;
        const answer = (value) => {
            if (value && body && body.check && !body.check()) return;
            document.removeEventListener('keydown', keys);
            veil.remove();
            for (const id of ['stage', 'tabs']) document.getElementById(id).inert = false;
            if (before && before.isConnected) before.focus();
            done(value);
        };
        const keys = (e) => { if (e.key === 'Escape') answer(false); };
        const no = el('button.button.outline', {type: 'button', onclick: () => answer(false)}, t('cancel'));
        const box = el('div.ask.card', {role: danger ? 'alertdialog' : 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'ask-title', 'aria-describedby': text ? 'ask-text' : null},
            el('form', {noValidate: true, onsubmit: (e) => { e.preventDefault(); answer(true); }},
                el('h2', {id: 'ask-title'}, title), text ? el('p.soft', {id: 'ask-text'}, text) : null, body ? body.node : null,
                el('div.row', {}, no, el('button.button' + (danger ? '.danger' : '.primary'), {type: 'submit'}, yes))));
        const veil = el('div.veil', {onclick: (e) => { if (e.target === veil) answer(false); }}, box);
        for (const id of ['stage', 'tabs']) document.getElementById(id).inert = true;
        document.addEventListener('keydown', keys);
        document.body.append(veil);
        (box.querySelector('input') || no).focus();
    });
}
