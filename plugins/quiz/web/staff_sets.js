// The tab "question sets": what is there, adding a file, a set opened. This file asks the kiosk and decides which of the
// three views is shown; each view draws itself from `sets`:
//
//     sets: context    of the staff shell (kiosk/web/staff.js)
//           model      {packs, resting, faults, stick, banks: Map id → what the quiz counted}, as last heard; packs is null before
//           drafts     Map: set's id → corrections that are not saved yet (staff_sets_patch.js); they outlive the view
//           show(view) {name: "list"} | {name: "add", file | stick} | {name: "open", id, question?}
//           back()     to the list, as the phone's own back button does
//           reload()   hear from the kiosk again; resolves when the model is new
//           phone      words of the section "phone", for showing questions as phones do
//           when(ms)   "hôm nay 14:05"
//
// A view: draw(sets, view) → {node, refresh()?, leave()?}. refresh() is called when the model changed, redrawn when the
// language did; what a view must not forget then it keeps in its `view` object.

import {el, replace, style, words} from '/web/kit.js';
import {draw_add} from './staff_sets_add.js';
import {draw_list} from './staff_sets_list.js';
import {draw_open_set} from './staff_sets_open.js';
import {kKind} from './staff_sets_parts.js';
import {load_look} from './staff_sets_question.js';

const kViews = {list: draw_list, add: draw_add, open: draw_open_set};

export function mount_sets(context) {
    const {root} = context;
    const model = {packs: null, resting: [], faults: [], stick: null, banks: new Map()};
    const tables = {}; // words of the phone page, by language
    let view = {name: 'list'}, shown = null, asked = 0, revision = null, stale = true;

    const sets = {
        context, model, show, back, reload, when,
        drafts: new Map(),
        get phone() { return tables[context.lang]; }
    };

    context.unsaved(() => Array.from(sets.drafts.values()).some((drafts) => drafts.size));
    window.addEventListener('popstate', (e) => turn_to((e.state && e.state.sets) || {name: 'list'}));
    context.on('kiosk/packs', (message) => {
        if (message.revision === revision) return;
        revision = message.revision;
        if (context.shown()) reload();
        else stale = true;
    });
    context.opened(() => { if (context.shown()) reload(); });
    root.append(el('p.soft', {}, context.t('wait')));
    return {redraw, shown: () => { if (stale || !shown) redraw(); }};

    // Adding holds a file and a set may hold a place: both are more than history can keep, but a reload begins at the list.
    function show(next) {
        history.pushState({sets: {name: next.name, id: next.id}}, '');
        turn_to(next);
    }
    function back() {
        if (history.state && history.state.sets) history.back();
        else turn_to({name: 'list'});
    }
    function turn_to(next) {
        if (next.name === 'add' && !next.file && !next.stick) next = {name: 'list'};
        if (shown && shown.leave) shown.leave();
        context.toast(); // what can be taken back is about the view that is left
        view = next;
        shown = null;
        redraw().then(() => {
            window.scrollTo(0, 0);
            const heading = root.querySelector('h1');
            if (heading) heading.focus({preventScroll: true});
        });
    }

    async function redraw() {
        await Promise.all([style('/p/quiz/staff.css'), style('/p/quiz/staff_sets.css'), load_look(), words_of_phone()]);
        if (stale || !model.packs) await reload();
        if (!shown || shown.lang !== context.lang) draw();
    }
    function draw() {
        shown = kViews[view.name](sets, view);
        shown.lang = context.lang;
        replace(root, shown.node);
    }

    async function words_of_phone() {
        const {lang} = context;
        if (!tables[lang]) tables[lang] = words((await context.api('/i18n/' + lang + '/phone')).data);
    }

    async function reload() {
        const ticket = ++asked;
        stale = false;
        const [packs, banks] = await Promise.all([context.api('/api/staff/packs?kind=' + kKind), context.api('/p/quiz/staff/banks')]);
        if (ticket !== asked) return;
        if (packs.status === 401) return context.signed_out();
        if (packs.status !== 200) {
            stale = true;
            if (packs.status) context.toast(packs.data.message || context.t('failed'), true);
            return;
        }
        Object.assign(model, {packs: packs.data.packs, resting: packs.data.resting || [], faults: packs.data.faults || [], stick: packs.data.stick});
        if (banks.status === 200) model.banks = new Map(banks.data.banks.map((bank) => [bank.id, bank]));
        if (shown && shown.refresh) shown.refresh();
    }

    function when(ms) {
        const locale = context.lang === 'en' ? 'en-GB' : 'vi-VN', then = new Date(ms), now = new Date(context.clock.now());
        const time = then.toLocaleTimeString(locale, {hour: '2-digit', minute: '2-digit'});
        if (then.toDateString() === now.toDateString()) return context.t('sets.today', time);
        return then.toLocaleDateString(locale, {day: 'numeric', month: 'numeric', year: then.getFullYear() === now.getFullYear() ? undefined : 'numeric'}) + ' ' + time;
    }
}
