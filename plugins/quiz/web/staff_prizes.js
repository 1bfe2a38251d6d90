// The tab "prizes": the desk where prizes are handed out, the results of rounds to take home, one player's round told again.
// This file decides which of the three is shown and keeps what they share; each draws itself from `prizes`:
//
//     prizes: context  of the staff shell (kiosk/web/staff.js)
//             model    {stock, claims} as last heard, or null before
//             rounds   the rounds so far, newest first, or null before
//             desk     what this desk is called; kept in this browser
//             moment   moment(ms): "10:32", with the day where it is not today
//             show     show('desk' | 'results' | 'replay', {round?, player?})
//             reload   hear from the kiosk again; resolves when model and rounds are new
//
// A view: draw(prizes, wish) → {node, refresh()}: refresh() is called when the model changed.
//
// Whoever scans a winner's QR code with a phone's camera comes here by the address /staff#quiz-prizes=CODE.

import {el, keep, replace, style} from '/web/kit.js';
import {draw_desk} from './staff_prizes_desk.js';
import {draw_replay} from './staff_prizes_replay.js';
import {draw_results} from './staff_prizes_results.js';

const kViews = {desk: draw_desk, results: draw_results, replay: draw_replay};

export function mount_prizes(context) {
    const {root} = context;
    const came = /^#quiz-prizes=([A-Za-z0-9-]{8,9})$/.exec(location.hash);
    let view = 'desk', wish = came ? {code: came[1]} : {}, shown = null, lang = '', stale = true, asked = 0, revision = null;

    const prizes = {
        context, model: null, rounds: null, moment, show, reload,
        get desk() { return keep.get('desk') || context.t('prizes.desk_1'); },
        set desk(name) { keep.set('desk', name); }
    };

    context.on('quiz/prizes', (message) => {
        if (message.revision === revision) return;
        revision = message.revision;
        if (context.shown()) reload();
        else stale = true;
    });
    context.opened(() => { if (context.shown()) reload(); else stale = true; });
    root.append(el('p.soft', {}, context.t('wait')));
    if (came) setTimeout(() => context.go('quiz-prizes'));
    return {redraw, shown: () => { if (stale || !shown) redraw(); }};

    function show(next, wanted = {}) {
        view = next;
        wish = wanted;
        shown = null;
        redraw();
        window.scrollTo(0, 0);
    }

    async function redraw() {
        await Promise.all([style('/p/quiz/staff.css'), style('/p/quiz/staff_prizes.css')]);
        if (stale || !prizes.model) await reload();
        if (prizes.model && (!shown || lang !== context.lang)) draw();
    }
    function draw() {
        const {t} = context;
        lang = context.lang;
        shown = kViews[view](prizes, wish);
        wish = shown.wish || {};
        replace(root, el('div.prizes', {},
            el('div.views', {role: 'group', 'aria-label': t('prizes.views')}, ...Object.keys(kViews).map((name) =>
                el('button.chip', {type: 'button', 'aria-pressed': String(name === view), onclick: () => show(name)}, t('prizes.' + name)))),
            shown.node));
        if (shown.ready) shown.ready();
    }

    async function reload() {
        const ticket = ++asked;
        stale = false;
        const [book, rounds] = await Promise.all([context.api('/p/quiz/staff/prizes'), context.api('/p/quiz/rounds')]);
        if (ticket !== asked) return;
        if (book.status === 401) return context.signed_out();
        if (book.status !== 200 || rounds.status !== 200) {
            stale = true;
            return;
        }
        prizes.model = book.data;
        prizes.rounds = rounds.data.rounds;
        if (shown) shown.refresh();
        else if (context.shown()) redraw();
    }

    function moment(ms) {
        if (!ms) return '–';
        const locale = context.lang === 'en' ? 'en-GB' : 'vi-VN', then = new Date(ms), now = new Date(context.clock.now());
        const time = then.toLocaleTimeString(locale, {hour: '2-digit', minute: '2-digit'});
        return then.toDateString() === now.toDateString() ? time : then.toLocaleDateString(locale, {day: 'numeric', month: 'numeric'}) + ' ' + time;
    }
}
