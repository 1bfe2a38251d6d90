// A file becomes questions: it is sent (or read from the USB stick), the kiosk says what it understood, and staff take it.
// Nothing is changed before they do. What a redraw must not forget is kept in `view`: the transfer, the report, the choice.

import {announce, el, icon, number, replace, say} from '/web/kit.js';
import {kMostBytes} from './staff_sets_list.js';
import {draw_columns} from './staff_sets_columns.js';
import {back_button, fold_up, id_for, in_pages, kKind, notes_list, sign, title_of} from './staff_sets_parts.js';
import {draw_question} from './staff_sets_question.js';
import {send_file} from './staff_sets_send.js';
import {use_again} from './staff_sets_use.js';

const kPage = 20;
const kFormats = {json: 'Kiosk Số', kahoot: 'Kahoot', quizizz: 'Quizizz', xlsx: 'Excel', csv: 'CSV', aiken: 'Aiken', gift: 'GIFT', 'moodle-xml': 'Moodle XML', 'open-trivia': 'Open Trivia DB'};

export function draw_add(sets, view) {
    const {context, model} = sets, {t, lang} = context;
    const name = view.file ? view.file.name : view.stick;
    const part = el('div.adding', {});
    const node = el('div.sets', {}, back_button(sets), el('h1', {tabIndex: -1}, t('sets.add')), el('p.file-name', {}, el('b', {}, name)), part);
    view.redraw = draw; // the newest drawing, for who comes back from the network
    if (!view.step) begin();
    else draw();
    return {node, leave: () => { if (view.transfer) view.transfer.abort(); }};

    // ------------------------------------------------------------ getting it to the kiosk

    async function begin() {
        const {file} = view;
        if (file && file.size > kMostBytes) return fail(t('sets.too_big'), true);
        if (file && !file.size) return fail(t('sets.empty_file'), true);
        view.step = file ? 'sending' : 'reading';
        view.part = 0;
        draw();
        let reply;
        if (file) {
            view.transfer = send_file('/api/staff/files?kind=' + kKind + '&name=' + encodeURIComponent(file.name), file, lang, (part) => {
                view.part = part;
                view.step = part < 1 ? 'sending' : 'reading';
                if (view.tell) view.tell();
            });
            reply = await view.transfer.done;
            view.transfer = null;
        } else {
            reply = await context.api('/api/staff/stick/read', {kind: kKind, name: view.stick});
        }
        if (reply.aborted) return;
        if (reply.status === 401) return context.signed_out();
        if (reply.status !== 200) return fail(reply.status ? reply.data.message || t('failed') : t(file ? 'sets.send_broken' : 'sets.stick_gone'), reply.status >= 400 && reply.status < 500);
        took_in(reply.data);
        view.redraw();
    }

    function fail(sentence, for_good) {
        view.step = 'failed';
        view.sentence = sentence;
        view.for_good = for_good;
        view.redraw();
    }

    function took_in(data) {
        Object.assign(view, {step: 'report', id: data.file, report: data.report, replaces: data.replaces || data.report.replaces || null});
        if (!view.chosen) view.onto = view.replaces ? view.replaces.id : ''; // until staff say otherwise
    }

    // ------------------------------------------------------------ what is shown

    function draw() {
        view.tell = null;
        if (view.step === 'failed') draw_failed();
        else if (view.step === 'report') draw_report();
        else draw_transfer();
    }

    function draw_transfer() {
        const bar = el('progress', {max: 1, 'aria-label': t('sets.sending')}), words = el('p', {role: 'status'});
        view.tell = () => {
            if (view.step === 'reading') bar.removeAttribute('value');
            else bar.value = view.part;
            const now = view.step === 'reading' ? t('sets.reading') : t('sets.sending');
            if (words.textContent !== now) words.textContent = now;
            percent.textContent = view.step === 'reading' ? '' : Math.round(view.part * 100) + ' %';
        };
        const percent = el('b.digits', {});
        replace(part, el('div.card.transfer', {}, el('div.row', {}, words, percent), bar,
            el('button.button.outline', {type: 'button', onclick: sets.back}, t('sets.stop'))));
        view.tell();
    }

    function draw_failed() {
        const again = el('button.button.primary', {type: 'button', id: 'again', onclick: begin}, t('sets.again'));
        replace(part, el('div.card.refused', {role: 'alert'}, sign('bad', view.sentence), view.for_good ? null : el('p.soft', {}, t('sets.again_text'))),
            view.for_good ? el('button.button.primary', {type: 'button', onclick: sets.back}, t('sets.other_file')) : again);
        part.querySelector('.primary').focus();
    }

    // One column is a text file in disguise: there is nothing to choose.
    function has_columns() {
        return Boolean(view.report.table) && view.report.table.columns.length > 1;
    }

    function draw_report() {
        const summary = el('div', {}), details = el('div', {}), bottom = el('div', {}), pace = el('div.pace', {});
        replace(part, summary, has_columns() ? draw_columns(sets, view.report.table, read_again, view) : null, details, bottom, pace);
        fill();

        function fill() {
            const {report} = view, refused = report.notes.filter((note) => note.refused), changed = report.notes.filter((note) => !note.refused);
            const usable = report.pack && report.taken > 0, all = report.taken + report.refused;
            const headline = !usable ? t('sets.nothing') : !report.refused ? t('sets.taken_all', number(all, lang)) : t('sets.taken', number(report.taken, lang), number(all, lang));
            announce(headline);
            const height = summary.offsetHeight; // what stands below stays where it is
            replace(summary, el('div.card.summary' + (!usable ? '.bad' : report.refused ? '.warn' : '.good'), {}, icon(usable && !report.refused ? 'check' : 'warn'),
                el('div', {}, el('h2', {}, headline),
                    report.sentence ? el('p', {}, report.table && !has_columns() ? t('sets.no_questions') : report.sentence) : null,
                    !usable && has_columns() ? el('p', {}, t('sets.nothing_table')) : null,
                    usable ? el('p.soft.small', {}, [kFormats[report.format] ? t('sets.read_as', kFormats[report.format]) : '', t('sets.nothing_yet')].filter(Boolean).join(' ')) : null)));
            if (height) hold_place(summary, height);
            replace(details,
                refused.length ? fold_up(t('sets.refused_notes', number(refused.length, lang)), refused.length <= 12 || view.unfolded, () => [notes_list(refused)]) : null,
                changed.length ? fold_up(t('sets.changed_notes', number(changed.length, lang)), false, () => [el('p.soft.small', {}, t('sets.changed_text')), notes_list(changed)]) : null,
                usable ? fold_up(t('sets.preview', number(report.taken, lang)), false, preview) : null);
            const form = usable ? take_form() : null;
            replace(bottom, form && form.node);
            replace(pace, form ? form.go : el('button.button' + (has_columns() ? '.outline' : '.primary'), {type: 'button', onclick: sets.back}, t('sets.other_file')));
            pace.className = form ? 'pace' : ''; // the columns are the way on: nothing is to hide them
        }

        // A column was given another meaning: only what follows from it is drawn anew, so the place on the page stays.
        async function read_again(map) {
            part.setAttribute('aria-busy', 'true');
            const reply = await context.post('/api/staff/files/' + encodeURIComponent(view.id), {map, format: view.report.format || 'auto'});
            part.removeAttribute('aria-busy');
            if (reply.status !== 200 || !node.isConnected) return false;
            took_in(reply.data);
            fill();
            return true;
        }
    }

    // What stands below stays under the thumb: the page scrolls by what the card has shrunk. Where it cannot scroll up that
    // far, the card keeps the rest of its height until it can.
    function hold_place(card, height) {
        const shrunk = height - card.offsetHeight, from = window.scrollY;
        window.scrollBy(0, -shrunk);
        const rest = shrunk - (from - window.scrollY);
        if (rest <= 0) return;
        const inner = card.firstChild;
        inner.style.minHeight = card.offsetHeight + rest + 'px';
        window.addEventListener('scroll', function let_go() {
            if (inner.isConnected && window.scrollY < rest) return;
            window.removeEventListener('scroll', let_go);
            if (!inner.isConnected) return;
            inner.style.minHeight = '';
            window.scrollBy(0, -rest);
        });
    }

    function preview() {
        const {pack} = view.report, pages = in_pages(context, kPage, ([question, place]) => draw_question(sets, question, place, pack.topic, {}));
        pages.fill(pack.questions.map((question, i) => [question, i + 1]));
        return [pages.node];
    }

    // ------------------------------------------------------------ taking it

    function take_form() {
        const {report} = view, old = () => model.packs.find((pack) => pack.id === view.onto);
        const suggested = () => title_of(old() || report.pack, lang);
        const title = el('input.input', {id: 'set-title', maxLength: 120, autocomplete: 'off', value: view.title === undefined ? suggested() : view.title, oninput: () => { view.title = title.value; }});
        const said = el('p.soft.small', {role: 'status'}), which = el('select.input', {id: 'set-onto', 'aria-label': t('sets.onto'), onchange: () => choose(which.value)},
            ...(model.packs || []).map((pack) => el('option', {value: pack.id, selected: pack.id === view.onto}, title_of(pack, lang))));
        const radio = (value, words) => el('label.tick', {}, el('input', {type: 'radio', name: 'onto', checked: Boolean(view.onto) === value, onchange: () => choose(value ? which.value : '')}), el('span', {}, el('b', {}, words)));
        const go = el('button.button.primary', {type: 'button', id: 'take', onclick: take}, report.taken === 1 ? t('sets.take_one') : t('sets.take', number(report.taken, lang)));
        const problem = el('div', {role: 'alert'});
        refresh();
        return {go, node: el('form.card.take', {noValidate: true, onsubmit: (e) => { e.preventDefault(); take(); }},
            !model.packs || !model.packs.length ? null : el('fieldset', {}, el('legend', {}, t('sets.where')), radio(false, t('sets.as_new')), radio(true, t('sets.onto')), which, said),
            el('label.field', {}, el('span', {}, t('sets.name')), title), problem)};

        function choose(id) {
            view.onto = id;
            view.chosen = true;
            if (view.title === undefined) title.value = suggested();
            refresh();
        }
        function refresh() {
            const pack = old();
            which.hidden = !view.onto;
            said.textContent = pack ? t('sets.replaces', pack.version, Math.max(pack.version, pack.versions || 0) + 1) : '';
        }
        async function take() {
            if (go.disabled) return;
            const before = old(), typed = title.value.trim().normalize('NFC') || suggested();
            const taken = model.packs.map((pack) => pack.id);
            const body = {id: view.onto || (taken.includes(report.pack.id) ? id_for(typed, taken) : report.pack.id)};
            if (typed !== say(report.pack.title, lang)) body.title = retitled((before || report.pack).title, typed);
            go.disabled = true;
            const reply = await context.api('/api/staff/files/' + encodeURIComponent(view.id) + '/take', body);
            go.disabled = false;
            if (reply.status === 401) return context.signed_out();
            if (reply.status !== 200) {
                const faults = reply.data.faults || [];
                replace(problem, sign('bad', reply.status ? reply.data.message || t('failed') : t('net.lost')), faults.length ? notes_list(faults) : null);
                problem.scrollIntoView({block: 'center'});
                return;
            }
            const {id, version} = reply.data;
            await sets.reload();
            sets.show({name: 'open', id});
            context.toast(t('sets.took', number(report.taken, lang), typed, version), false, before && {title: t('sets.go_back'), run: () => use_again(sets, before.id, before.version)});
        }
        // One language is typed; the others stay as they are.
        function retitled(title_before, typed) {
            return title_before && typeof title_before === 'object' ? Object.assign({}, title_before, {[lang]: typed}) : typed;
        }
    }
}
