// The phone shell: language, joining, the one event stream, "no network", being removed and let back in. What is played is
// the plugins' business: the shell imports each plugin's phone page and gives it a section of its own.
//
//     export function mount(context) → {redraw()}
//     context: root      the section to fill
//              api       kit.js: api(path) / api(path, body) → {status, data}
//              on        on(topic, listener): the topic's present state now, and every change after
//              opened    opened(listener): the stream came (back) up, or the page was looked at again
//              t         words of the section "phone"
//              lang      "vi" | "en"; redraw() is called when it changes
//              player    {id, name, unit, unit_title, board_name}: the last is what others see, where the name waits for staff
//              clock     kit.js: Clock
//              recheck   the kiosk said 401 or 403: find out what became of the player
//              finished  finished(over): a game of this player is over (a phone number may be asked now), or goes on again
//              busy      busy(need, about?, covered?) → is it in front: 0 to 4, how much this page needs the whole phone for now; the
//                        others step back until it says busy(0). Which page comes first where several ask: phone_front.js
//
// A page is told everything again after a reload, so nothing here is lost with it: the player is known by a cookie that
// scripts cannot read, the language lies in localStorage. What concerns personal data is phone_privacy.js, loaded when it is opened.

import {Clock, Line, Stream, announce, arrive, el, fold, icon, keep, load, make_api, make_insist, nonce, patience, replace, say, sleep, words} from './kit.js';
import {Front} from './phone_front.js';

const stage = document.getElementById('stage');
const front = new Front(stage);
const clock = new Clock();
const tables = {};          // language → t()
const opened = new Set();   // listeners of plugins
let lang = first_language();
let t = words({});
let event = null, player = null, pages = [], mounted = null;
let handing = null; // draws the page of a handover (again), while that is on
let over = false; // a game of this player is over

const api = make_api(() => lang, clock);
const line = new Line(document.getElementById('net'), () => (tables[lang] ? t('net.lost') : 'Mất kết nối. Đang nối lại…'), 2500);
const insist = make_insist(api, (well) => line.heard('asking', well));
const stream = new Stream(clock, (up) => {
    if (up) for (const listener of opened) listener();
    line.heard('stream', up);
});

start();

async function start() {
    const [config] = await Promise.all([insist('/api/event'), use_language(lang)]);
    event = config.data;
    const kept = keep.get('lang'), best = offered().includes(kept) ? kept : best_of(offered());
    if (best !== lang) await use_language(best);
    draw_top();
    // The plugins' pages load while the visitor types a name.
    pages = Promise.all((event.plugins || []).filter((plugin) => plugin.phone).map((plugin) => import(plugin.phone)));
    await take_over();
    handing = null;
    await check_player();
    document.addEventListener('visibilitychange', () => { if (!document.hidden) check_player(); });
    watch_player();
}

// ---------------------------------------------------------------- language

// Asked for while nobody knows yet which languages there are; a kiosk that has no such one sends Vietnamese.
function first_language() {
    const kept = keep.get('lang');
    return /^[a-z]{2,3}$/.test(kept) ? kept : best_of(['vi', 'en']);
}

function best_of(codes) {
    const wanted = (navigator.languages || [navigator.language || 'vi']).map((l) => l.split('-')[0]);
    return wanted.includes('vi') && codes.includes('vi') ? 'vi' : wanted.find((code) => codes.includes(code)) || codes[0];
}

// Those that the event wants, as far as there are words.
function offered() {
    const names = event.language_names || {};
    const codes = (event.languages || ['vi', 'en']).filter((code) => names[code]);
    return codes.length ? codes : ['vi'];
}

async function use_language(wanted) {
    if (!tables[wanted]) tables[wanted] = words((await insist('/i18n/' + wanted + '/phone')).data);
    lang = wanted;
    t = tables[wanted];
    document.documentElement.lang = wanted;
}

function draw_top() {
    document.title = say(event.name, lang);
    document.getElementById('event').textContent = say(event.name, lang);
    const codes = offered();
    replace(document.getElementById('languages'), ...(codes.length < 2 ? [] : codes.map((code) =>
        el('button', {
            type: 'button', lang: code, title: event.language_names[code], 'aria-pressed': String(code === lang), onclick: async () => {
                keep.set('lang', code);
                await use_language(code);
                draw_top();
                line.redraw();
                draw_mine();
                draw_held();
                offer_phone();
                if (handing) handing();
                else if (mounted) mounted.forEach((page) => page.redraw());
                else if (stage.dataset.ready) draw();
                document.querySelector('#languages [lang=' + code + ']').focus();
            }
        }, code.toUpperCase()))));
}

// ---------------------------------------------------------------- who is playing

// Asks the kiosk who we are; draws where that changed.
async function check_player() {
    const before = JSON.stringify(player), first = !stage.dataset.ready;
    const {data} = await insist('/api/me');
    if (first || JSON.stringify(data.player) !== before) {
        player = data.player;
        stage.dataset.ready = '1';
        await draw();
    }
}

// Being renamed, approved, removed or let back in by staff is no news on the public stream; a slow look keeps it true, and a quicker
// one for those who wait to be let back in.
async function watch_player() {
    for (let n = 1; ; n++) {
        await sleep(4000 * (0.7 + 0.6 * Math.random()));
        if (player && !document.hidden && (player.removed || n % 10 === 0)) await check_player();
    }
}

// Nine letters in the address carry a session on that was begun at the kiosk's touch screen. Good once; so they leave the
// address before anything else, and a reload asks for nothing again.
async function take_over() {
    const code = location.pathname.slice(1).toUpperCase();
    if (!/^[A-HJ-NP-Z2-9]{9}$/.test(code)) return;
    history.replaceState(null, '', '/');
    const device = nonce();
    const mine = (await insist('/api/me')).data.player;
    if (mine && !await choose('user', () => [t('handover.ask', mine.name), t('handover.ask_text', mine.name), t('handover.yes'), t('handover.no', mine.name)])) return;
    handing = () => replace(stage, el('div.view.picture-page', {}, el('div.picture.waiting', {}, icon('clock')), el('p.soft', {role: 'status'}, t('handover.going'))));
    handing();
    for (let n = 0; ; n++) {
        const {status, data} = await api('/api/handover', {code, device});
        if (status === 200) return;
        if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
            await choose('warn', () => [t('handover.failed'), data.message || '', t('handover.go_on')]);
            return;
        }
        await sleep(patience(n)); // no network, a full disk, a hall of guesses: the code stays good
    }
}

// A page with a question; true where the first answer was chosen. words() → [title, text, yes, no?], in the language of now.
function choose(picture, words) {
    return new Promise((chosen) => {
        handing = () => {
            const [title, text, yes, no] = words();
            replace(stage, el('div.view.picture-page', {}, el('div.picture' + (picture === 'warn' ? '.warn' : '.no'), {}, icon(picture)), el('h1', {tabIndex: -1}, title), el('p.soft', {}, text),
                el('div.bottom', {}, el('button.button.primary', {type: 'button', onclick: () => chosen(true)}, yes),
                    no ? el('button.button', {type: 'button', onclick: () => chosen(false)}, no) : null)));
            arrive(stage);
        };
        handing();
    });
}

async function draw() {
    draw_mine();
    draw_held();
    if (player && !player.removed) return mount_pages();
    mounted = null;
    opened.clear();
    front.clear();
    finished(false);
    if (!player) draw_join();
    else {
        replace(stage, el('div.view.picture-page', {}, el('div.picture.no', {}, icon('heart')), el('h1', {tabIndex: -1}, t('removed.title')), el('p.soft', {}, t('removed.text'))));
        arrive(stage);
    }
}

// They typed a name, and must find themselves on the board all the same.
function draw_held() {
    const held = player && !player.removed && player.board_name;
    const [before, after] = t('held.note', '\n').split('\n'); // around the name, which stands out
    replace(document.getElementById('held'), held ? icon('clock') : null, held ? el('span', {}, before, el('b', {}, held), after) : null);
}

// ---------------------------------------------------------------- personal data

function draw_mine() {
    replace(document.getElementById('my-data'), !player ? null :
        el('button', {type: 'button', title: t('privacy.mine'), 'aria-label': t('privacy.mine'), onclick: (e) => open_privacy('mine', e.currentTarget)}, icon('user')));
}

let opening = false; // one sheet is enough, however often a slow button is touched
async function open_privacy(what, button) {
    if (opening) return;
    opening = true;
    button.setAttribute('aria-disabled', 'true');
    const module = await load('/web/phone_privacy.js');
    const open = module && await module.open_privacy({
        api, event, lang,
        changed: () => { check_player(); offer_phone(); },
        gone: () => { draft = {name: '', unit: ''}; check_player(); }
    }, what);
    if (!open) line.say(t('open.lost'));
    button.removeAttribute('aria-disabled');
    opening = false;
}

// Once a game is over, and never before, the kiosk is asked whether a phone number is wanted of this player.
function finished(is_over) {
    if (over === is_over) return;
    over = is_over;
    offer_phone();
}
async function offer_phone() {
    const offer = document.getElementById('offer');
    if (!over || !event.privacy || !(event.privacy.phone || []).length) return replace(offer);
    await sleep(3000 * Math.random()); // not all of a hall at once
    const {status, data} = await api('/api/me/data');
    replace(offer, over && status === 200 && data.asks_phone ? el('button.button', {type: 'button', onclick: (e) => open_privacy('phone', e.currentTarget)}, icon('trophy'), t('privacy.prize')) : null);
}

async function mount_pages() {
    if (mounted) {
        mounted.forEach((page) => page.redraw());
        return;
    }
    const modules = await pages.catch(() => null);
    if (!modules) { // the kiosk went away while the pages came: a reload takes up where we are
        await sleep(2000 + 2000 * Math.random());
        await insist('/healthz');
        location.reload();
        return;
    }
    if (mounted || !player || player.removed) return;
    replace(stage);
    mounted = modules.map((module) => {
        const root = stage.appendChild(el('section', {}));
        return module.mount({
            root, api, clock,
            get t() { return t; },
            get lang() { return lang; },
            get player() { return player; },
            on: (topic, listener) => stream.on(topic, (message) => { if (root.isConnected) listener(message); }),
            opened: (listener) => opened.add(listener),
            recheck: check_player,
            finished,
            busy: (need, about, covered) => (root.isConnected ? front.ask(root, need, about, covered) : true)
        });
    });
}

// ---------------------------------------------------------------- joining

let draft = {name: '', unit: ''}; // survives a change of language
let attempt = nonce(); // by which the kiosk knows us again where its reply was lost, and our cookie with it

function draw_join() {
    const units = event.units || [];
    const problem = el('p.problem', {id: 'problem', role: 'alert'});
    const name = el('input.input', {
        id: 'name', name: 'name', autocomplete: 'nickname', autocapitalize: 'words', spellcheck: false, maxLength: 120, required: true,
        enterkeyhint: 'go', value: draft.name, 'aria-describedby': 'problem', oninput: () => { draft.name = name.value; say_problem(''); }
    });
    const go = el('button.button.primary', {type: 'submit'}, t('join.go'));
    const form = el('form.view.join', {noValidate: true, onsubmit: submit},
        el('h1', {}, t('join.title')),
        el('p.soft', {}, t('join.lead')),
        el('label.field', {}, el('span', {}, t('join.name')), name),
        problem,
        units.length ? unit_chooser(units) : null,
        el('p.note', {}, t('join.notice').replace('{days}', (event.privacy || {}).retention_days), ' ',
            el('button.link', {type: 'button', onclick: (e) => open_privacy('notice', e.currentTarget)}, t('privacy.read'))),
        el('div.bottom', {}, go));
    replace(stage, form);
    let busy = false;

    function say_problem(text) {
        problem.textContent = text;
        if (text) name.setAttribute('aria-invalid', 'true');
        else name.removeAttribute('aria-invalid');
    }

    async function submit(e) {
        e.preventDefault();
        if (busy) return;
        if (!name.value.trim()) {
            say_problem(t('join.empty'));
            name.focus();
            return;
        }
        busy = true;
        go.setAttribute('aria-disabled', 'true');
        go.textContent = t('join.going');
        const body = {name: name.value.trim().normalize('NFC'), attempt};
        if (draft.unit) body.unit = draft.unit;
        if (event.privacy) body.notice = event.privacy.version; // what could be read on this page
        for (let n = 0; ; n++) {
            const {status, data} = await api('/api/join', body);
            if (status === 200) {
                attempt = nonce();
                player = data.player;
                await draw();
                return;
            }
            if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
                say_problem(data.message || t('join.refused'));
                name.focus();
                break;
            }
            say_problem(status === 503 && data.message ? data.message : t('join.retrying'));
            await sleep(patience(n));
        }
        busy = false;
        go.removeAttribute('aria-disabled');
        go.textContent = t('join.go');
    }
}

// Few units: the phone's own list. Many (a province has 148 communes): a sheet with a search that needs no accents.
function unit_chooser(units) {
    const title = say(event.units_title, lang) || t('join.unit');
    const label = title + ' ' + t('join.optional');
    if (units.length <= 12) {
        const select = el('select.input', {id: 'unit', onchange: () => { draft.unit = select.value; }}, el('option', {value: ''}, t('join.no_unit')),
            ...units.map((unit) => el('option', {value: unit.id, selected: unit.id === draft.unit}, say(unit.title, lang))));
        return el('label.field', {}, el('span', {}, label), select);
    }
    const shown = el('span', {id: 'unit-shown'});
    const button = el('button.input.choose', {id: 'unit', type: 'button', 'aria-haspopup': 'dialog', 'aria-labelledby': 'unit-label unit-shown', onclick: open}, shown, icon('chevron'));
    refresh();
    return el('div', {}, el('span.label', {id: 'unit-label'}, label), button);

    function refresh() {
        const chosen = units.find((unit) => unit.id === draft.unit);
        shown.textContent = chosen ? say(chosen.title, lang) : t('join.no_unit');
        button.classList.toggle('empty', !chosen);
    }

    function open() {
        const list = el('ul', {});
        const search = el('input.input', {type: 'search', autocomplete: 'off', spellcheck: false, placeholder: t('join.search'), 'aria-label': t('join.search'), oninput: fill});
        const sheet = el('div.sheet', {role: 'dialog', 'aria-modal': 'true', 'aria-label': title},
            el('div.sheet-top', {}, el('h2', {}, title), el('button.button.tight', {type: 'button', onclick: () => history.back()}, t('join.close'))), search, list);
        const folded = units.map((unit) => fold(say(unit.title, lang)));
        history.pushState({sheet: 1}, ''); // the phone's back button closes the sheet, not the page
        window.addEventListener('popstate', close);
        document.addEventListener('keydown', keys);
        stage.inert = true;
        document.body.append(sheet);
        fill();
        search.focus();

        function fill() {
            const words = fold(search.value.trim()).split(/\s+/);
            const found = units.filter((unit, i) => words.every((word) => folded[i].includes(word)));
            const choice = (id, text) => el('li', {}, el('button', {type: 'button', 'aria-pressed': String(draft.unit === id), onclick: () => {
                draft.unit = id;
                refresh();
                history.back();
            }}, text));
            replace(list, search.value ? null : choice('', t('join.no_unit')), ...found.map((unit) => choice(unit.id, say(unit.title, lang))),
                found.length ? null : el('li.none', {}, t('join.not_found')));
            if (search.value) announce(t('join.found', found.length));
        }
        function keys(e) {
            if (e.key === 'Escape') history.back();
            if (e.key === 'Enter' && e.target === search) {
                const first = list.querySelector('button');
                if (first) first.click();
            }
        }
        function close() {
            window.removeEventListener('popstate', close);
            document.removeEventListener('keydown', keys);
            stage.inert = false;
            sheet.remove();
            button.focus();
        }
    }
}
