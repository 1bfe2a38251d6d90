// One question as staff check it: what phones will show, with the right answer marked, and beside it what only staff need.
//
// The left part is the phone page itself: its functions and its styles, in a shadow tree so that they meet nothing of the
// staff page. What is right is shown by answering it: ticked, in order, typed.

import {el, icon, number, say} from '/web/kit.js';
import {draw_answers} from './phone_answers.js';

const kSheets = ['/web/theme.css', '/p/quiz/phone.css', '/p/quiz/staff_look.css'];
let sheets = null; // made once and shared by all shadow trees, so that a question has its full height as soon as it stands

// Resolves when questions can be drawn. Browsers before constructable sheets link to them in every tree instead.
export async function load_look() {
    if (sheets || !('adoptedStyleSheets' in document)) return;
    const texts = await Promise.all(kSheets.map((href) => fetch(href).then((reply) => (reply.ok ? reply.text() : '')).catch(() => '')));
    if (texts.includes('')) return;
    sheets = texts.map((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return sheet;
    });
}

// more: {twins: [node], action: node, sign: node}, each may be left out
export function draw_question(sets, question, place, bank_topic, more) {
    const {t, lang} = sets.context, topic = question.topic || bank_topic;
    const pill = (words) => (words ? el('span.pill', {}, words) : null);
    return el('li.asked', {id: 'q-' + question.id, tabIndex: -1},
        el('div.asked-top', {}, el('h3', {}, t('sets.place', number(place, lang))),
            el('p.labels', {}, pill(t('sets.type.' + question.type)), pill(t('sets.level.' + (question.difficulty || 'medium'))),
                pill(question.seconds ? t('seconds', number(question.seconds, lang)) : ''), pill(say(topic, lang))), more.action),
        el('div.asked-body', {}, phone_look(question, sets), el('div.beside', {}, more.sign, ...about(question, sets.context), ...(more.twins || []))));
}

// Explanation, source, and how exact an answer must be.
function about(question, {t, lang}) {
    const parts = [], source = question.source, fact = (label, ...words) => parts.push(el('div', {}, el('h4', {}, label), el('p', {}, ...words)));
    if (question.type === 'text' && question.answer.length > 1) fact(t('sets.accepted'), question.answer.join(' / '));
    if (question.type === 'number' && question.closest) fact(t('sets.tolerance'), t('sets.closest'));
    else if (question.type === 'number') fact(t('sets.tolerance'), '± ' + number(question.tolerance || 0, lang));
    if (question.explanation) fact(t('sets.explanation'), say(question.explanation, lang));
    if (source) {
        const words = [say(source.title, lang), source.date].filter(Boolean).join(', ');
        fact(t('sets.source'), /^https?:\/\//.test(source.url || '') ? el('a', {href: source.url, target: '_blank', rel: 'noopener noreferrer'}, words) : words);
    }
    if (!question.explanation && !source) parts.push(el('p.soft', {}, t('sets.no_explanation')));
    return parts;
}

function phone_look(question, sets) {
    const host = el('div.look', {}), inside = host.attachShadow({mode: 'open'}), {lang} = sets.context;
    if (sheets) inside.adoptedStyleSheets = sheets;
    else for (const href of kSheets) inside.append(el('link', {rel: 'stylesheet', href}));
    const words = say(question.text, lang), shown = public_question(question);
    const draft = {picked: question.answer, order: question.answer, typed: typed_answer(question, lang)};
    const answers = draw_answers({round: {question: shown}, draft, context: {t: sets.phone, lang}, answer() {}}, {open: false});
    answers.classList.remove('shut');
    mark_right(answers, question, shown, sets.phone('reveal.is_right'));
    // A picture of a page, not a page: nothing in it says anything by itself.
    answers.querySelectorAll('[role=status]').forEach((node) => node.removeAttribute('role'));
    inside.append(el('p.question' + (words.length > 110 ? '.long' : ''), {}, words), question.image ? el('img.picture-of', {src: question.image, alt: ''}) : '', answers);
    return host;
}

// As the kiosk tells it to phones, without the key.
function public_question(question) {
    const options = question.type === 'boolean' ? [{id: 'true', text: {vi: 'Đúng', en: 'True'}}, {id: 'false', text: {vi: 'Sai', en: 'False'}}] : question.options || [];
    return {id: question.id, type: question.type, text: question.text, image: question.image, options, unit: question.unit};
}

function typed_answer({type, answer}, lang) {
    if (type === 'number') return String(answer).replace('.', lang === 'en' ? '.' : ',');
    return type === 'text' ? String(answer[0]) : '';
}

function mark_right(answers, question, shown, words) {
    const right = question.type === 'multiple' ? question.answer : ['single', 'boolean'].includes(question.type) ? [String(question.answer)] : [];
    answers.querySelectorAll('.option').forEach((button, i) => {
        if (!right.includes(shown.options[i].id)) return;
        button.classList.add('right');
        if (question.type !== 'multiple') button.append(el('span.tick', {}, icon('check')));
        button.append(el('span.unseen', {}, words));
    });
}
