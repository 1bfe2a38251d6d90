// Answers on a phone: asking for them (big targets with letter, shape and colour), and showing what was answered and what
// is right. The kinds of questions meet only here.

import {el, icon, number, parse_number, say, svg} from '/web/kit.js';

// A ▲  B ◆  C ●  D ■  E ⬟  F ✚  G ⬢  H ★, as on the big screen.
const kShapes = ['M12 3.5L22 20.5H2z', 'M12 1.5L22.5 12 12 22.5 1.5 12z', 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19z', 'M3.5 3.5h17v17h-17z',
    'M12 2l10.5 7.8-4 12.2h-13l-4-12.2z', 'M8.5 2.5h7v6h6v7h-6v6h-7v-6h-6v-7h6z', 'M7 3h10l5.5 9L17 21H7l-5.5-9z',
    'M12 1.5l3.2 7 7.3.8-5.5 5 1.6 7.4L12 18l-6.6 3.7L7 14.3l-5.5-5 7.3-.8z'];
const letter_of = (i) => 'ABCDEFGH'[i] || String(i + 1);
const shape = (i) => svg('0 0 24 24', ['path', {d: kShapes[i % 8], fill: 'currentColor'}]);

function badge(i) {
    return el('span.badge.a' + i % 8, {'aria-hidden': 'true'}, el('b', {}, letter_of(i)), shape(i));
}
function option_text(option, lang) {
    return say(option.text, lang);
}

// ---------------------------------------------------------------- asking

export function draw_answers(view, {open}) {
    const {round: {question}} = view;
    const draw = {multiple, number: number_input, order, text: text_input}[question.type] || tap_one;
    const node = draw(view, open);
    node.classList.toggle('shut', !open);
    return node;
}

function option_button(view, option, i, props) {
    const {round: {question}, context: {lang}} = view;
    const words = option_text(option, lang);
    return el('button.option.a' + i % 8, {type: 'button', ...props}, badge(i), el('span.words', {}, el('span.unseen', {}, letter_of(i) + '. '), words),
        option.image ? el('img', {src: option.image, alt: ''}) : null);
}

// One tap is the answer: single, boolean, poll.
function tap_one(view, open) {
    const {round: {question}} = view;
    const tall = question.options.some((option) => option_text(option, view.context.lang).length > 14 || option.image);
    return el('div.options' + (tall ? '' : '.grid'), {role: 'group'}, ...question.options.map((option, i) =>
        option_button(view, option, i, {disabled: !open, onclick: () => view.answer({options: [option.id]})})));
}

function send_button(view, send) {
    return el('button.button.primary', {type: 'button', disabled: true, onclick: send}, view.context.t('answer.send'));
}

function multiple(view, open) {
    const {round: {question}, draft, context: {t}} = view;
    draft.picked = draft.picked || [];
    const send = send_button(view, () => view.answer({options: question.options.map((o) => o.id).filter((id) => draft.picked.includes(id))}));
    const buttons = question.options.map((option, i) => option_button(view, option, i, {
        disabled: !open, role: 'checkbox', 'aria-checked': 'false', onclick: () => {
            draft.picked = draft.picked.includes(option.id) ? draft.picked.filter((id) => id !== option.id) : draft.picked.concat(option.id);
            refresh();
        }
    }));
    buttons.forEach((button) => button.append(el('span.tick', {}, icon('check'))));
    refresh();
    return el('div', {}, el('p.hint', {}, t('answer.several')), el('div.options', {role: 'group', 'aria-label': t('answer.several')}, ...buttons), open ? send : null);

    function refresh() {
        question.options.forEach((option, i) => buttons[i].setAttribute('aria-checked', String(draft.picked.includes(option.id))));
        send.disabled = !draft.picked.length;
    }
}

// Tap in order; tap again to take one out.
function order(view, open) {
    const {round: {question}, draft, context: {t}} = view;
    draft.order = draft.order || [];
    const send = send_button(view, () => view.answer({order: draft.order}));
    const again = el('button.button.outline', {type: 'button', onclick: () => { draft.order = []; refresh(); buttons[0].focus(); }}, t('answer.again'));
    const buttons = question.options.map((option, i) => option_button(view, option, i, {
        disabled: !open, onclick: () => {
            draft.order = draft.order.includes(option.id) ? draft.order.filter((id) => id !== option.id) : draft.order.concat(option.id);
            refresh();
        }
    }));
    const places = buttons.map((button) => button.appendChild(el('b.tick.digits', {})));
    refresh();
    return el('div', {}, el('p.hint', {}, t('answer.order')), el('div.options', {role: 'group', 'aria-label': t('answer.order')}, ...buttons),
        open ? el('div.row.two', {}, again, send) : null);

    function refresh() {
        question.options.forEach((option, i) => {
            const at = draft.order.indexOf(option.id);
            buttons[i].setAttribute('aria-pressed', String(at >= 0));
            places[i].textContent = at >= 0 ? String(at + 1) : '';
            places[i].setAttribute('aria-label', at >= 0 ? t('answer.at', at + 1) : '');
        });
        send.disabled = draft.order.length < question.options.length;
        again.disabled = !draft.order.length;
    }
}

function number_input(view, open) {
    const {round: {question}, draft, context: {t, lang}} = view;
    const unit = say(question.unit, lang), read = () => parse_number(input.value, lang);
    const send = send_button(view, submit), echo = el('p.hint', {role: 'status'});
    const step = (by) => () => {
        const value = read();
        input.value = String(Math.round(((isNaN(value) ? 0 : value) + by) * 1e6) / 1e6).replace('.', lang === 'en' ? '.' : ',');
        refresh();
    };
    const input = el('input.input.digits', {type: 'text', inputmode: 'decimal', autocomplete: 'off', maxLength: 20, disabled: !open, value: draft.typed || '',
        enterkeyhint: 'send', 'aria-label': unit ? t('answer.number_in', unit) : t('answer.number'), oninput: refresh});
    refresh();
    return el('form', {noValidate: true, onsubmit: (e) => { e.preventDefault(); submit(); }},
        el('div.stepper', {}, el('button.button', {type: 'button', disabled: !open, 'aria-label': t('answer.less'), onclick: step(-1)}, icon('minus')), input,
            el('button.button', {type: 'button', disabled: !open, 'aria-label': t('answer.more'), onclick: step(1)}, icon('plus'))), echo, open ? send : null);

    function refresh() {
        draft.typed = input.value;
        const value = read();
        send.disabled = isNaN(value);
        echo.textContent = !isNaN(value) ? number(value, lang) + (unit ? ' ' + unit : '') : input.value.trim() ? t('answer.no_number') : unit;
    }
    function submit() {
        if (open && !isNaN(read())) view.answer({number: read()});
    }
}

function text_input(view, open) {
    const {draft, context: {t}} = view;
    const send = send_button(view, submit);
    const input = el('input.input', {type: 'text', autocomplete: 'off', autocapitalize: 'off', maxLength: 100, disabled: !open, value: draft.typed || '',
        enterkeyhint: 'send', placeholder: t('answer.type'), 'aria-label': t('answer.type'), oninput: refresh});
    refresh();
    return el('form', {noValidate: true, onsubmit: (e) => { e.preventDefault(); submit(); }}, input, el('p.hint', {}, t('answer.no_accents')), open ? send : null);

    function refresh() {
        draft.typed = input.value;
        send.disabled = !input.value.trim();
    }
    function submit() {
        if (open && input.value.trim()) view.answer({text: input.value.trim().normalize('NFC')});
    }
}

// ---------------------------------------------------------------- showing

function indexes(question, choice) {
    const ids = (choice && (choice.options || choice.order)) || [];
    return ids.map((id) => question.options.findIndex((option) => option.id === id)).filter((i) => i >= 0);
}
function number_words(value, question, lang) {
    return number(value, lang) + (question.unit ? ' ' + say(question.unit, lang) : '');
}

// The big disc of "saved": the letter and shape of the choice in its colour, or what was typed.
export function mark_shape(view, choice, kind) {
    const {round: {question}, context: {lang}} = view, chosen = indexes(question, choice);
    const sign = el('span.sign.' + kind, {'aria-hidden': 'true'}, kind === 'going' ? el('span.dots', {}, el('i'), el('i'), el('i')) : icon(kind === 'warn' ? 'warn' : 'check'));
    if (chosen.length === 1) return el('div.picture.a' + chosen[0] % 8, {}, el('b.lettered', {'aria-hidden': 'true'}, letter_of(chosen[0]), shape(chosen[0])), sign);
    const words = chosen.length ? chosen.map(letter_of).join(choice.order ? '' : '+') : choice.number !== undefined ? number(choice.number, lang) : '“ ”';
    return el('div.picture.waiting.still', {}, el('b' + (words.length > 3 ? '.long' : ''), {'aria-hidden': 'true'}, words), sign);
}

// The choice in words.
export function show_choice(view, choice, title) {
    const {round: {question}, context: {lang}} = view, chosen = indexes(question, choice);
    const rows = chosen.length ? chosen.map((i) => el('li', {}, badge(i), el('span', {}, el('span.unseen', {}, letter_of(i) + '. '), option_text(question.options[i], lang))))
        : [el('li', {}, el('span.typed', {}, choice.number !== undefined ? number_words(choice.number, question, lang) : choice.text || ''))];
    return el('div.mine', {}, el('p.unseen', {}, title), el(choice.order ? 'ol' : 'ul', {}, ...rows));
}

// The right answer at the reveal, beside the own one. `result`: what the kiosk made of it; it alone knows of a typed answer.
export function show_key(view, reveal, saved, result) {
    const {round: {question}, context: {t, lang}} = view, key = reveal.answer, choice = saved ? saved.choice : null;
    const typed = (words, ...signs) => el('li.right', {}, el('span', {}, words), ...signs);
    const yours = () => el('span.pill', {}, t('answer.yours'));
    const wrote = (words) => el('li', {}, el('span', {}, words), el('span.pill', {}, t('answer.typed')), result && typeof result.right === 'boolean' ? mark(result.right) : null);
    const mark = (good) => el('span.sign' + (good ? '' : '.no'), {}, icon(good ? 'check' : 'cross'), el('span.unseen', {}, t(good ? 'reveal.is_right' : 'reveal.is_wrong')));
    if (question.type === 'poll' || (key && key.options)) {
        const right = question.type === 'poll' ? [] : key.options, mine = indexes(question, choice), people = reveal.answered || 0;
        return el('ul.key', {}, ...question.options.map((option, i) => {
            const is_right = right.includes(option.id), is_mine = mine.includes(i);
            if (question.type !== 'poll' && !is_right && !is_mine) return null;
            const count = (reveal.tally || {})[option.id] || 0;
            return el('li' + (is_right ? '.right' : ''), {}, badge(i), el('span', {}, option_text(option, lang)),
                question.type === 'poll' && people ? el('b.digits', {}, Math.round(100 * count / people) + ' %') : null,
                is_mine ? yours() : null,
                is_right || question.type !== 'poll' ? mark(is_right) : null);
        }));
    }
    if (!key) return null;
    if (key.order) {
        return el('div', {}, el('p.hint', {}, t('reveal.order')), el('ol.key', {}, ...indexes(question, key).map((i, at) => {
            const placed = choice && choice.order && choice.order[at] === question.options[i].id;
            return el('li' + (placed ? '.right' : ''), {}, el('b.digits', {}, String(at + 1)), badge(i), el('span', {}, option_text(question.options[i], lang)),
                choice ? el('span.sign' + (placed ? '' : '.no'), {}, icon(placed ? 'check' : 'cross')) : null);
        })));
    }
    const rows = [];
    if (key.number !== undefined) {
        rows.push(typed(number_words(key.number, question, lang) + (key.tolerance ? ' (± ' + number(key.tolerance, lang) + ')' : ''), mark(true)));
        if (choice && choice.number !== undefined && choice.number !== key.number) rows.push(wrote(number_words(choice.number, question, lang)));
    } else if (key.texts) {
        rows.push(typed(key.texts.slice(0, 3).join(' / '), mark(true)));
        if (choice && choice.text) rows.push(wrote(choice.text));
    }
    return el('ul.key', {}, ...rows);
}
