// The tab "today": what is checked before the doors open, how far the day is with one big button for what comes next, and the codes
// that bring people in, to be printed. What is played is a plugin's; it tells how far that is by `day(context)` of its staff page:
//
//     export function day(context) → {state(): {running, rehearsal, over, banks, questions}, rehearse(), play(), close(), control()}

import {el, icon, number, replace, svg} from './kit.js';
import {check_lines, kSteps, to_note, what_next} from './staff_day_steps.js';

const kNobody = {running: false, rehearsal: false, over: false};

export function draw_day(shell, games) {
    const {root} = shell;
    const steps = el('ol.steps', {}), next = el('div.card.next-step', {}), checks = el('div.card.checks', {}), codes = el('div.card.codes', {});
    let state = null, check = null, checking = false, codes_told = null, busy = false, noted = '', drawn = '';
    root.append(el('h1.unseen', {}), steps, next, el('div.day-columns', {}, checks, codes));
    shell.on('kiosk/staff', (message) => {
        state = message;
        redraw();
    });
    for (const game of games) game.changed(redraw);
    setInterval(() => { if (shell.shown()) redraw(); }, 15000);
    run_check();
    redraw();
    return {redraw: () => { drawn = ''; redraw(); draw_codes(); }, shown: () => { run_check(); redraw(); load_codes(); }};

    function played() {
        return games.map((game) => game.state()).find((one) => one.running || one.over || one.banks) || kNobody;
    }

    function redraw() {
        const {t} = shell;
        if (!state || !state.day) return;
        root.firstChild.textContent = t('tab.day');
        const game = played(), now = what_next(state.day, game), note = to_note(state.day, game);
        if (note && note !== noted) {
            noted = note; // once from this page; the kiosk keeps the first time that it was told
            shell.api('/api/staff/day', {did: note});
        }
        const lines = check_lines(check, state, game);
        const wanted = JSON.stringify([now, lines, checking, shell.lang, state.day, game.title]);
        if (wanted === drawn) return; // so that nobody loses their focus
        drawn = wanted;
        const focused = document.activeElement && root.contains(document.activeElement) ? document.activeElement.id : '';
        draw_steps(now);
        draw_next(now, game, lines);
        draw_checks(lines);
        const again = focused && document.getElementById(focused);
        if (again) again.focus();
    }

    function draw_steps(now) {
        const {t} = shell, at = kSteps.indexOf(now.step);
        replace(steps, ...kSteps.map((step, i) => el('li' + (i < at ? '.done' : i === at ? '.now' : ''), i === at ? {'aria-current': 'step'} : {},
            el('b', {}, i < at ? icon('check') : String(i + 1)), el('span', {}, t('day.step.' + step)))));
    }

    function draw_next(now, game, lines) {
        const {t} = shell;
        const bad = lines.filter((line) => line.mark === 'bad').length;
        replace(next, el('h2', {}, t('day.title.' + now.action)), el('p.soft', {}, t('day.text.' + now.action)),
            now.step === 'open' && bad ? el('p.problem', {}, t('day.still_bad', number(bad, shell.lang))) : null,
            el('button.button.primary', {type: 'button', id: 'day-next', onclick: () => act(now.action)}, icon(now.action === 'results' ? 'down' : now.action === 'close' ? 'check' : 'next'),
                t('day.do.' + now.action), game.title && ['play', 'control'].includes(now.action) ? ' · ' + game.title : ''),
            now.other ? el('button.button.outline', {type: 'button', id: 'day-other', onclick: () => act(now.other)}, t('day.do.' + now.other)) : null);
    }

    function draw_checks(lines) {
        const {t} = shell;
        replace(checks, el('div.row', {}, el('h2', {}, t('day.checks')), el('button.button.tight', {type: 'button', id: 'check-again', onclick: run_check}, t(checking ? 'day.checking' : 'day.check_again'))),
            el('ul', {}, ...lines.map((line) => {
                const words = sentence(line);
                return el('li.' + line.mark, {'data-check': line.id}, icon(line.mark === 'good' ? 'check' : line.mark === 'wait' ? 'clock' : 'warn'),
                    el('span', {}, el('b', {}, words), line.mark === 'good' ? null : el('small', {}, t('day.todo.' + line.id))));
            })));
    }

    function sentence(line) {
        const {t, lang} = shell, [first, second, third] = line.values, key = 'day.check.' + line.id + '.' + line.mark;
        if (line.id === 'clock') return line.mark === 'good' ? t(key, time(shell.clock.now())) : t('day.check.clock.' + second, number(first, lang));
        if (line.id === 'disk') return t(key, number(first >= 1000 ? Math.round(first / 100) / 10 : first, lang), first >= 1000 ? 'GB' : 'MB');
        if (line.id === 'screen' && first > 1) return t('day.check.screen.two', number(first, lang));
        if (line.id === 'phones') return first ? t(key, time(first), number(second, lang)) : t(key);
        return t(key, ...[first, second, third].filter((value) => typeof value === 'number').map((value) => number(value, lang)));
    }

    function time(ms) {
        return new Date(ms).toLocaleTimeString(shell.lang === 'en' ? 'en-GB' : 'vi-VN', {hour: '2-digit', minute: '2-digit'});
    }

    async function run_check() {
        if (checking) return;
        checking = true;
        redraw();
        const began = performance.now(), asked = Date.now();
        const {status, data} = await shell.api('/api/staff/check', {});
        const took = performance.now() - began;
        checking = false;
        if (status === 401) return shell.signed_out();
        if (status) check = {status, data, took_ms: took, ahead_ms: (data.now || 0) - (asked + took / 2)};
        redraw();
    }

    // Whatever becomes of it, the button can be touched again.
    async function act(action) {
        if (busy) return;
        busy = true;
        const {t} = shell, game = games.find((one) => one.state().running) || games[0];
        try {
            if (action === 'open') await note('opened');
            if (action === 'skip') await note('rehearsed');
            if (action === 'reopen') await note('reopened');
            if (action === 'rehearse' && game && await game.rehearse()) game.control();
            if (action === 'play' && game && await game.play()) game.control();
            if (action === 'control' && game) game.control();
            if (action === 'results') await fetch_results();
            if (action === 'close' && await shell.ask({title: t('day.close_title'), text: t('day.close_text'), yes: t('day.do.close')})) await note('closed');
        } catch (e) { // the network went away in the midst of a file
            shell.toast(shell.t('net.lost'), true);
        } finally {
            busy = false;
        }
    }

    async function note(did) {
        const reply = await shell.post('/api/staff/day', {did});
        if (reply.status === 200) {
            state = {...state, day: reply.data};
            redraw();
        }
    }

    async function fetch_results() {
        const reply = await fetch('/api/staff/results.csv', {credentials: 'same-origin', cache: 'no-store', headers: {'Accept-Language': shell.lang}});
        if (reply.status === 401) return shell.signed_out();
        if (!reply.ok) return shell.toast((await reply.json().catch(() => ({}))).message || shell.t('failed'), true);
        const name = /filename="([^"]+)"/.exec(reply.headers.get('Content-Disposition') || '');
        const address = URL.createObjectURL(await reply.blob());
        el('a', {href: address, download: name ? name[1] : 'ket-qua.csv'}).click();
        setTimeout(() => URL.revokeObjectURL(address), 60000);
    }

    // ---------------------------------------------------------------- codes: first the Wi-Fi, then the page

    async function load_codes() {
        const {status, data} = await shell.api('/api/staff/codes');
        if (status !== 200) return;
        codes_told = data;
        draw_codes();
    }

    function draw_codes() {
        if (!codes_told) return load_codes();
        const {t} = shell, {wifi, page, ssid, password} = codes_told;
        const place = (step, title, code, ...more) => !code ? null : el('figure.code-card', {}, el('b.digits', {}, step), draw_code(code), el('figcaption', {}, el('b', {}, title), ...more));
        replace(codes, el('h2', {}, t('day.codes')),
            el('div.code-row', {}, wifi ? place('1', t('day.wifi', ssid), wifi, password ? el('span', {}, t('day.password', password)) : null) : null,
                place(wifi ? '2' : '1', t('day.page'), page, el('span', {}, page ? page.text.toLowerCase().replace(/^http:\/\//, '').replace(/\/$/, '') : ''))),
            wifi ? null : el('p.soft.small', {}, t('day.no_wifi')),
            el('button.button.outline', {type: 'button', id: 'print', onclick: () => window.print()}, t('day.print')));
    }

    // Dark on white in every theme, with a quiet zone of four modules.
    function draw_code({size, dark}) {
        let path = '';
        for (let at = 0; at < dark.length; at++) if (dark[at] === '1') path += 'M' + (at % size + 4) + ' ' + (Math.floor(at / size) + 4) + 'h1v1h-1z';
        const all = size + 8;
        return svg('0 0 ' + all + ' ' + all, ['rect', {width: all, height: all, fill: '#fff'}], ['path', {d: path, fill: '#000', 'shape-rendering': 'crispEdges'}]);
    }
}
