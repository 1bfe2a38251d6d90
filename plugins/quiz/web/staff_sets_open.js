// A set opened: its questions as phones show them, versions to go back to, files to take away, and corrections, which are
// gathered and saved as one new version.

import {announce, el, fold, icon, number, replace, say} from '/web/kit.js';
import {draw_editor} from './staff_sets_mend.js';
import {carry, draft_of, left_over, mended, patch_of, place_of} from './staff_sets_patch.js';
import {back_button, count_of, fold_up, in_pages, kKind, kLevels, note_of_fault, notes_list, origin_of, pack_path, sign, title_of} from './staff_sets_parts.js';
import {draw_question} from './staff_sets_question.js';
import {use_again} from './staff_sets_use.js';

const kPage = 50;
const kFiles = ['xlsx', 'csv', 'gift', 'moodle-xml', 'json'];
const kRehearsed = 10; // questions of a rehearsal, at most

// view: {id, question?: to be scrolled to}; what is kept in it: {text, level, topic, editing, touched, faults,
// sent: the drafts that were saved and not looked at since}
export function draw_open_set(sets, view) {
    const {context, model} = sets, {t, lang} = context;
    if (!view.editing) Object.assign(view, {text: '', level: '', topic: '', editing: new Set(), touched: new Set(), faults: [], asked: 0});
    if (!sets.drafts.has(view.id)) sets.drafts.set(view.id, new Map());
    let data = null; // what the kiosk told of the set
    const body = el('div', {}, el('p.soft', {}, t('wait'))), bar = el('div.pace.saving', {});
    const node = el('div.sets', {}, back_button(sets), body, bar);
    const drafts = () => sets.drafts.get(view.id);
    const count = el('p.soft', {role: 'status'});
    const pages = in_pages(context, kPage, row);
    fetch_set();
    return {node, refresh: () => { if (data && chosen_now() !== data.chosen && !drafts().size) fetch_set(); }};

    function chosen_now() {
        const pack = model.packs.find((one) => one.id === view.id);
        return pack ? pack.version : data.chosen;
    }

    async function fetch_set() {
        const ticket = ++view.asked;
        const reply = await context.api(pack_path(view.id, '?kind=' + kKind));
        if (ticket !== view.asked) return false;
        if (reply.status === 401) return context.signed_out();
        if (reply.status !== 200) {
            replace(body, sign('bad', reply.status ? reply.data.message || t('failed') : t('net.lost')), el('button.button.outline', {type: 'button', onclick: fetch_set}, t('sets.again')));
            return false;
        }
        const first = !data;
        data = reply.data;
        if (view.sent) keep_unsent();
        const focused = document.activeElement && body.contains(document.activeElement) ? document.activeElement.id : '';
        draw();
        if (first && view.question) go_to(view.question);
        else if (first) body.querySelector('h1').focus({preventScroll: true});
        else if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
        view.question = null;
        return true;
    }

    // ------------------------------------------------------------ the top

    function draw() {
        const {pack} = data, bank = model.banks.get(view.id) || {}, known = model.packs.find((one) => one.id === view.id) || {};
        const rehearse = el('button.button.outline', {type: 'button', id: 'rehearse', onclick: open_rehearsal}, icon('play'), t('sets.rehearse'));
        const shown = data.versions.find((one) => one.version === data.version) || {};
        replace(body, el('h1', {tabIndex: -1}, title_of(pack, lang)),
            el('p.soft', {}, [count_of(context, pack.questions.length), t('sets.version', data.version), shown.origin ? origin_of(context, shown) + ' · ' + sets.when(shown.at_ms) : ''].filter(Boolean).join(' · ')),
            known.refused ? el('div.card.refused', {}, sign('bad', t('sets.refused', known.refused.faults.length, known.refused.file)), notes_list(known.refused.faults.slice(0, 20).map((fault) => note_of_fault(fault, t)))) : null,
            bank.twins && bank.twins.length ? sign('warn', t('sets.twins', bank.twins.length)) : null,
            el('div.open-tools', {}, rehearse, fold_up(t('sets.versions', data.versions.length), view.versions_open, versions), fold_up(t('sets.export'), false, exports)),
            filters(pack), count, pages.node);
        fill(pages.shown);
        draw_bar();
    }

    function versions() {
        return [el('ul.versions', {}, ...data.versions.map((one) => el('li', {},
            el('span', {}, el('b', {}, t('sets.version', one.version)), ' ', el('span.soft', {}, origin_of(context, one) + ' · ' + sets.when(one.at_ms)), one.note ? el('small', {}, one.note) : null),
            one.version === data.chosen ? el('span.pill.ok', {}, icon('check'), t('sets.in_use'))
                : el('button.button.tight', {type: 'button', 'aria-label': t('sets.use_one', one.version), onclick: () => use(one.version)}, t('sets.use')))))];
    }
    async function use(version) {
        if (drafts().size && !await context.ask({title: t('sets.use_title', version), text: t('sets.use_text'), yes: t('sets.use')})) return;
        view.versions_open = true;
        if (await use_again(sets, view.id, version)) await fetch_set();
    }

    function exports() {
        return [el('p.soft.small', {}, t('sets.export_text')), el('div.files', {}, ...kFiles.map((format) =>
            el('a.button.tight', {href: pack_path(view.id, '/file?kind=' + kKind + '&format=' + format + '&lang=' + lang), download: ''}, icon('down'), t('sets.file.' + format))))];
    }

    async function open_rehearsal() {
        const reply = await context.post('/p/quiz/staff/open', {banks: [view.id], questions: Math.min(kRehearsed, data.pack.questions.length), seconds: 20, preset: 'balanced', auto: false, rehearsal: true});
        if (reply.status === 200) context.go('quiz');
    }

    // ------------------------------------------------------------ the questions

    function topics_of(pack) {
        return Array.from(new Set(pack.questions.map((question) => say(question.topic || pack.topic, lang)).filter(Boolean)));
    }
    function filters(pack) {
        const topics = topics_of(pack);
        const search = el('input.input', {type: 'search', id: 'set-find', autocomplete: 'off', placeholder: t('sets.find'), 'aria-label': t('sets.find'), value: view.text, oninput: () => { view.text = search.value; fill(); }});
        const levels = kLevels.filter((level) => pack.questions.some((question) => (question.difficulty || 'medium') === level));
        const chip = (level, words) => el('button.chip', {type: 'button', 'aria-pressed': String(view.level === level), onclick: (e) => {
            view.level = level;
            e.currentTarget.parentNode.querySelectorAll('.chip').forEach((one) => one.setAttribute('aria-pressed', String(one === e.currentTarget)));
            fill();
        }}, words);
        const topic = topics.length < 2 ? null : el('select.input', {id: 'set-topic', 'aria-label': t('sets.topic'), onchange: () => { view.topic = topic.value; fill(); }},
            el('option', {value: ''}, t('sets.all_topics')), ...topics.map((one) => el('option', {value: one, selected: one === view.topic}, one)));
        return el('div.filters', {}, search, topic, levels.length < 2 ? null : el('div.chips', {role: 'group', 'aria-label': t('sets.level')}, chip('', t('sets.all_levels')), ...levels.map((level) => chip(level, t('sets.level.' + level)))));
    }

    function wanted() {
        const {pack} = data, parts = fold(view.text.trim()).split(/\s+/);
        return pack.questions.map((question, i) => ({question, place: i + 1})).filter(({question}) => {
            if (view.level && (question.difficulty || 'medium') !== view.level) return false;
            if (view.topic && say(question.topic || pack.topic, lang) !== view.topic) return false;
            if (!view.text.trim()) return true;
            const words = fold([question.text, question.explanation].concat((question.options || []).map((option) => option.text))
                .map((text) => (text && typeof text === 'object' ? Object.keys(text).map((code) => text[code]).join(' ') : text || '')).join(' '));
            return parts.every((part) => words.includes(part));
        });
    }
    function fill(at_least) {
        const found = wanted(), all = data.pack.questions.length;
        count.textContent = found.length === all ? '' : found.length ? t('sets.found', number(found.length, lang), number(all, lang)) : t('sets.not_found');
        pages.fill(found, at_least);
    }

    function row({question, place}) {
        const draft = drafts().get(question.id), now = mended(question, draft);
        if (view.editing.has(question.id)) {
            return draw_editor(context, {
                question: now, place, faults: view.faults.filter((fault) => fault.id === question.id),
                changed: (edited) => set_draft(question, edited, false),
                done: () => { view.editing.delete(question.id); redraw_row(question.id, 'mend-' + question.id); },
                undo: () => { drafts().delete(question.id); view.editing.delete(question.id); redraw_row(question.id, 'mend-' + question.id); draw_bar(); },
                drop: () => { set_draft(question, question, true); view.editing.delete(question.id); redraw_row(question.id, 'keep-' + question.id); }
            });
        }
        const dropped = draft && draft.dropped;
        const action = dropped
            ? el('button.button.tight', {type: 'button', id: 'keep-' + question.id, 'aria-label': t('sets.keep_one', place), onclick: () => { drafts().delete(question.id); redraw_row(question.id, 'mend-' + question.id); draw_bar(); }}, t('sets.keep'))
            : el('button.button.tight', {type: 'button', id: 'mend-' + question.id, 'aria-label': t('mend_one', place), onclick: () => { view.editing.add(question.id); redraw_row(question.id, ''); }}, t('mend'));
        const drawn = draw_question(sets, now, place, data.pack.topic, {
            action, twins: twins_of(question),
            sign: dropped ? sign('bad', t('sets.dropped')) : draft ? sign('warn', t(view.touched.has(question.id) ? 'sets.touched' : 'sets.changed')) : null
        });
        if (dropped) drawn.classList.add('dropped');
        return drawn;
    }
    function redraw_row(id, focus) {
        const old = document.getElementById('q-' + id);
        const i = data.pack.questions.findIndex((question) => question.id === id);
        if (!old || i < 0) return;
        const drawn = row({question: data.pack.questions[i], place: i + 1});
        old.replaceWith(drawn);
        const target = (focus && document.getElementById(focus)) || drawn.querySelector('textarea, input') || drawn;
        target.focus();
    }

    function twins_of(question) {
        const bank = model.banks.get(view.id);
        return ((bank && bank.twins) || []).filter((twin) => twin.question === question.id).map((twin) => {
            const here = twin.bank === view.id, other = model.packs.find((pack) => pack.id === twin.bank);
            const go = el('button.link', {type: 'button', onclick: () => (here ? go_to(twin.other) : sets.show({name: 'open', id: twin.bank, question: twin.other}))}, t('sets.twin_go'));
            return sign('warn', here ? t('sets.twin_here') : t('sets.twin', other ? title_of(other, lang) : twin.bank), ' ', go);
        });
    }
    // Shows a question, however far down, and puts the focus there.
    function go_to(id) {
        const at = data.pack.questions.findIndex((question) => question.id === id);
        if (at < 0) return;
        if (view.text || view.level || view.topic) {
            Object.assign(view, {text: '', level: '', topic: ''});
            draw();
        }
        if (pages.shown <= at) fill(at + 1);
        const there = document.getElementById('q-' + id);
        there.scrollIntoView({block: 'start'});
        (there.querySelector('[aria-invalid=true]') || there).focus({preventScroll: Boolean(!there.querySelector('[aria-invalid=true]'))});
    }

    // ------------------------------------------------------------ corrections

    function set_draft(question, edited, dropped) {
        const draft = draft_of(question, edited, dropped);
        if (draft) drafts().set(question.id, draft);
        else drafts().delete(question.id);
        draw_bar();
    }

    function draw_bar() {
        const n = drafts().size;
        if (!n) return replace(bar);
        const words = t('sets.corrections', number(n, lang));
        if (bar.firstChild) {
            bar.querySelector('.corrections').textContent = words;
            return;
        }
        const save = el('button.button.primary', {type: 'button', id: 'save-set', onclick: () => store(save)}, t('sets.save'));
        replace(bar, el('div.row', {}, el('b.corrections', {}, words), el('button.button.tight', {type: 'button', id: 'forget', onclick: forget}, t('sets.forget'))), save);
    }
    async function forget() {
        if (!await context.ask({title: t('sets.forget_title'), text: t('sets.corrections', number(drafts().size, lang)), yes: t('sets.forget'), danger: true})) return;
        clear();
        draw();
    }
    function clear() {
        drafts().clear();
        view.editing.clear();
        view.touched.clear();
        view.faults = [];
    }

    async function store(save) {
        if (save.disabled) return;
        const before = data.version, {patch, left} = patch_of(data.pack, drafts()), sent = new Map(JSON.parse(JSON.stringify(Array.from(drafts()))));
        save.disabled = true;
        const reply = await context.api(pack_path(view.id, '/mend'), {kind: kKind, version: before, patch});
        save.disabled = false;
        if (reply.status === 401) return context.signed_out();
        if (reply.status === 200) {
            context.toast(t('sets.saved', reply.data.version), false, {title: t('sets.go_back'), run: async () => { if (await use_again(sets, view.id, before) && node.isConnected) await fetch_set(); }});
            view.sent = sent;
            await Promise.all([fetch_set(), sets.reload()]);
        } else if (reply.status === 409) {
            await carry_over();
        } else if (reply.status === 422 && reply.data.faults) {
            show_faults(reply.data, left);
        } else {
            context.toast(reply.status ? reply.data.message || t('failed') : t('net.lost'), true);
        }
    }

    // Saved is what was sent; what was typed meanwhile waits for the next time.
    function keep_unsent() {
        const left = left_over(drafts(), view.sent, data.pack);
        view.sent = null;
        sets.drafts.set(view.id, left);
        Object.assign(view, {editing: new Set(Array.from(view.editing).filter((id) => left.has(id))), touched: new Set(), faults: []});
    }

    // Somebody else saved: the corrections move onto the new version, and staff look again before they save.
    async function carry_over() {
        if (!await fetch_set()) return;
        const {kept, touched, lost} = carry(drafts(), data.pack);
        sets.drafts.set(view.id, kept);
        Object.assign(view, {touched, editing: new Set()});
        draw();
        await context.ask({title: t('sets.moved_on'), text: [t('sets.moved_on_text', data.version), touched.size ? t('sets.moved_on_touched', touched.size) : '', lost ? t('sets.moved_on_lost', lost) : ''].filter(Boolean).join(' '), yes: t('sets.look')});
        sets.reload();
        if (touched.size) go_to(Array.from(touched)[0]);
    }

    function show_faults({message, faults}, left) {
        view.faults = faults.map((fault) => Object.assign(place_of(fault.pointer, left), {sentence: fault.sentence}));
        for (const {id} of view.faults) {
            if (!id) continue;
            view.editing.add(id);
            redraw_row(id, '');
        }
        const first = view.faults.find((fault) => fault.id), other = view.faults.find((fault) => !fault.id);
        announce(faults[0] ? faults[0].sentence : message);
        context.toast(other ? other.sentence : t('sets.faults', faults.length), true);
        if (first) go_to(first.id);
    }
}
