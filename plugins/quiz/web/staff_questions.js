// The round's questions: take one out of the score, put it back, set another right answer. All are re-scored at once, and
// the change stays in the round's record.

import {el, icon, number, parse_number, say} from '/web/kit.js';

// order(path, body) → Promise<boolean>; texts: Map of what the questions say, by id
export function draw_questions(context, state, order, texts) {
    const {t, lang} = context;
    const questions = (state.questions || []).map((question) => Object.assign({}, question, texts.get(question.id))), audit = state.audit || [];
    return el('aside.questions', {}, el('h2', {}, t('questions')), el('ol', {}, ...questions.map(row)),
        audit.length ? el('details', {}, el('summary', {}, el('h3', {}, t('audit')), icon('chevron')), el('ul.audit', {}, ...audit.map((one) =>
            el('li', {}, new Date(one.at_ms).toLocaleTimeString(lang === 'en' ? 'en-GB' : 'vi-VN', {hour: '2-digit', minute: '2-digit'}) + ' · ' + t('audit.' + one.what, number_of(one.question)))))) : null);

    function number_of(id) {
        return questions.findIndex((question) => question.id === id) + 1;
    }

    function row(question, i) {
        const now = state.question && state.question.id === question.id, asked = i <= state.index;
        return el('li' + (now ? '.now' : ''), {}, el('b.digits', {}, i + 1),
            el('span', {}, say(question.text, lang), el('small', {}, question.voided ? el('span.pill.bad', {}, t('voided')) : null, question.rekeyed ? el('span.pill.warn', {}, t('rekeyed')) : null)),
            asked && question.text && question.type !== 'poll' ? el('button.button.tight', {type: 'button', id: 'mend-' + i, 'aria-label': t('mend_one', i + 1), onclick: () => mend(question, i)}, t('mend')) : null);
    }

    async function mend(question, i) {
        const key = key_input(context, question);
        let what = key ? 'rekey' : 'void';
        const radio = (value, text) => el('label.tick', {}, el('input', {type: 'radio', name: 'what', checked: what === value, onchange: () => {
            what = value;
            if (key) key.node.hidden = what !== 'rekey';
        }}), el('span', {}, el('b', {}, text)));
        const problem = el('p.problem', {role: 'alert'});
        const yes = await context.ask({
            title: t('mend.title', i + 1), text: say(question.text, lang), yes: t('mend.yes'), danger: true, body: {
                node: el('div', {}, key ? radio('rekey', t('mend.rekey')) : null, key ? key.node : null, radio('void', t(question.voided ? 'mend.restore' : 'mend.void')),
                    el('p.soft.small', {}, t('mend.text')), problem),
                check: () => {
                    const fine = what === 'void' || key.read() !== null;
                    problem.textContent = fine ? '' : t('mend.bad');
                    return fine;
                }
            }
        });
        if (!yes) return;
        const done = what === 'void' ? await order('void', {question: question.id, voided: !question.voided}) : await order('rekey', {question: question.id, answer: key.read()});
        if (done) context.toast(t('mend.done'));
    }
}

// An input for the right answer of any kind of question: {node, read() → the answer as the kiosk takes it, or null}.
function key_input({t, lang}, question) {
    const key = question.answer || {};
    if (question.type === 'number') {
        const value = el('input.input', {inputmode: 'decimal', value: key.number === undefined ? '' : String(key.number).replace('.', lang === 'en' ? '.' : ','), 'aria-label': t('mend.number')});
        const off = el('input.input', {inputmode: 'decimal', value: String(key.tolerance || 0).replace('.', lang === 'en' ? '.' : ','), 'aria-label': t('mend.tolerance')});
        return {
            node: el('div.row', {}, value, el('span', {}, '±'), off),
            read() {
                const answer = {number: parse_number(value.value, lang), tolerance: parse_number(off.value || '0', lang)};
                return isNaN(answer.number) || !(answer.tolerance >= 0) ? null : answer;
            }
        };
    }
    if (question.type === 'text') {
        const texts = el('input.input', {value: (key.texts || []).join('; '), 'aria-label': t('mend.texts')});
        return {
            node: el('label.field', {}, el('span.small', {}, t('mend.texts')), texts),
            read() {
                const list = texts.value.split(';').map((text) => text.trim().normalize('NFC')).filter(Boolean);
                return list.length ? {texts: list} : null;
            }
        };
    }
    const options = question.options || [];
    if (!options.length) return null;
    if (question.type === 'order') {
        let ids = (key.order || options.map((option) => option.id)).slice();
        const list = el('ol.arrange', {});
        const fill = () => {
            while (list.firstChild) list.firstChild.remove();
            ids.forEach((id, at) => list.append(el('li', {}, el('b.digits', {}, number(at + 1, lang)), el('span', {}, say(options.find((option) => option.id === id).text, lang)),
                el('button.button.tight', {type: 'button', disabled: at === 0, 'aria-label': t('mend.up'), onclick: () => {
                    ids = ids.slice(0, at - 1).concat(id, ids[at - 1], ids.slice(at + 1));
                    fill();
                }}, '↑'))));
        };
        fill();
        return {node: list, read: () => ({order: ids})};
    }
    const many = question.type === 'multiple';
    const boxes = options.map((option) => el('input', {type: many ? 'checkbox' : 'radio', name: 'key', checked: (key.options || []).includes(option.id)}));
    return {
        node: el('div.inner', {}, ...options.map((option, i) => el('label.tick', {}, boxes[i], el('span', {}, el('b', {}, say(option.text, lang)))))),
        read() {
            const picked = options.filter((option, i) => boxes[i].checked).map((option) => option.id);
            return picked.length ? {options: picked} : null;
        }
    };
}
