// The quiz on the staff page: open a contest, pace it with one big button, mend a question, end. Everything shown comes
// from the topic quiz/staff; every order names what was on the page when it was tapped, so that two people with a phone
// each move the contest once. The second half of a double tap comes when the page has moved on already: the big button
// listens only after kSettle.

import {announce, el, icon, number, patience, replace, say, sleep, style} from '/web/kit.js';
import {draw_open} from './staff_open.js';
import {draw_questions} from './staff_questions.js';
import {mount_prizes} from './staff_prizes.js';
import {mount_sets} from './staff_sets.js';

export const tab = {vi: 'Cuộc thi', en: 'Contest'};
export const order = -1;
export {day} from './staff_day.js';
export const tabs = [
    {id: 'prizes', title: {vi: 'Giải thưởng', en: 'Prizes'}, mount: mount_prizes},
    {id: 'sets', title: {vi: 'Bộ câu hỏi', en: 'Question sets'}, mount: mount_sets}
];

const kSettle = 600; // ms

const styled = style('/p/quiz/staff.css');

export function mount(context) {
    const {root, clock} = context;
    let state = null, mark = null, update = () => {}, busy = false;
    let step = '', stepped = 0; // what the big button does, and since when (performance.now)
    const choice = {}; // what is ticked in the form for opening: survives redraws
    let counted = new Map(); // bank's id → its topics and difficulties
    let texts = {of: '', by_id: new Map()}, reading = false; // what the round's questions say, and of which round and correction

    context.on('quiz/staff', async (message) => {
        await styled;
        state = message;
        show();
    });
    count_banks();
    context.on('kiosk/packs', count_banks);
    setInterval(() => { if (state) update(); }, 250);
    return {redraw: () => { mark = null; show(); }};

    async function count_banks() {
        const {status, data} = await context.api('/p/quiz/staff/banks');
        if (status !== 200) return;
        counted = new Map(data.banks.map((bank) => [bank.id, bank]));
        if (state) show();
    }

    // What the questions say: not in every state, which comes up to five times a second, but once a round and after corrections.
    async function read_texts() {
        if (reading) return;
        reading = true;
        const {status, data} = await context.api('/p/quiz/staff/questions');
        if (status === 200) texts = {of: data.round + '/' + data.changes, by_id: new Map(data.questions.map((question) => [question.id, question]))};
        else await sleep(patience(2));
        reading = false;
        if (state) show();
    }

    function running() {
        return state && state.round && state.phase !== 'ended';
    }

    function show() {
        const {t} = context;
        if (!state) {
            replace(root, el('p.soft', {}, t('wait')));
            return;
        }
        // Redrawn only when something other than a counter changed, so that nobody loses their place or their focus.
        if (running() && texts.of !== state.round + '/' + state.changes) read_texts();
        const {now, remaining_ms, answered, players, closing, ...rest} = state;
        const wanted = JSON.stringify([rest, context.lang, texts.of, Boolean(closing), running() ? null : Array.from(counted.values())]);
        if (wanted !== mark) {
            mark = wanted;
            const focused = document.activeElement && root.contains(document.activeElement) ? document.activeElement.id : '';
            if (running()) draw_running();
            else {
                update = () => {};
                replace(root, state.round && state.top && state.top.length ? last_result() : null, draw_open(context, state, choice, counted));
            }
            const again = focused && document.getElementById(focused);
            if (again) again.focus();
        }
        update();
    }

    // ---------------------------------------------------------------- a round

    async function order(path, body) {
        if (busy) return;
        busy = true;
        root.classList.add('busy');
        const reply = await context.post('/p/quiz/staff/' + path, {round: state.round, ...body});
        busy = false;
        root.classList.remove('busy');
        return reply.status === 200;
    }

    function draw_running() {
        const {t, lang} = context, question = state.question;
        const title = say(state.title, lang), next = state.next || 'none';
        const people = el('b.digits', {}), answers = el('b.digits', {}), bar = el('progress', {max: 1, 'aria-label': t('answered')}), left = el('b.digits.left', {});
        const answering = state.phase === 'answering';
        const does = state.paused ? 'go_on' : next;
        const big = el('button.button.primary.next', {type: 'button', id: 'next', disabled: does === 'none', onclick: () => {
            if (performance.now() - stepped < kSettle) return;
            if (state.paused) order('pause', {paused: false});
            else order('next', {phase: state.phase, index: state.index});
        }}, icon(next === 'end' ? 'check' : 'next'), t('next.' + does));
        if (step !== state.round + does + state.index) {
            step = state.round + does + state.index;
            stepped = performance.now();
        }

        const live = el('div.card.now', {},
            el('p.labels', {}, el('span.pill.accent', {id: 'phase'}, t('phase.' + state.phase)),
                state.index >= 0 && state.phase !== 'podium' ? el('span.pill', {}, state.sudden_death ? t('duel') : t('question_of', state.index + 1, state.count)) : null,
                state.paused ? el('span.pill.warn', {}, icon('pause'), t('paused')) : null,
                state.rehearsal ? el('span.pill.warn', {}, t('rehearsal')) : null,
                state.auto ? el('span.pill', {}, t('auto')) : null),
            el('div.numbers', {}, el('p', {}, el('span', {}, t('players')), people), question ? el('p', {}, el('span', {}, t('answered')), answers) : null,
                state.remaining_ms !== null ? el('p', {}, el('span', {}, t('time_left')), left) : null),
            question ? bar : null,
            el('h1', {}, question && state.phase !== 'podium' && state.phase !== 'standings' ? say(question.text, lang) : title),
            question && state.phase !== 'podium' && state.phase !== 'standings' ? key_list() : null,
            ['standings', 'podium'].includes(state.phase) ? top_list() : null,
            state.phase === 'lobby' ? el('p.code', {}, t('code'), ' ', el('b', {}, state.code)) : null);
        const tools = el('div.tools', {},
            el('button.button.outline', {type: 'button', id: 'pause', onclick: () => order('pause', {paused: !state.paused})}, icon(state.paused ? 'play' : 'pause'), t(state.paused ? 'go_on' : 'pause')),
            answering ? el('button.button.outline', {type: 'button', id: 'close', onclick: () => order('close', {index: state.index})}, icon('clock'), t('close_early')) : null,
            state.phase === 'podium' && state.can_sudden_death ? el('button.button.outline', {type: 'button', id: 'duel', onclick: duel}, icon('trophy'), t('sudden_death')) : null,
            el('button.button.outline.bad', {type: 'button', id: 'end', onclick: end}, icon('cross'), t('end')));
        replace(root, el('div.columns', {}, el('div.main', {}, live, el('div.pace', {}, big, tools)), draw_questions(context, state, order, texts.by_id)));
        announce(t('phase.' + state.phase));

        update = () => {
            people.textContent = number(state.players || 0, context.lang);
            answers.textContent = number(state.answered || 0, context.lang);
            bar.max = Math.max(1, state.players || 0);
            bar.value = state.answered || 0;
            const ms = clock.remaining(state);
            left.textContent = ms === null ? '–' : context.t('seconds', Math.ceil(ms / 1000));
        };
    }

    // The options with the right ones marked; people per option once answers are closed.
    function key_list() {
        const {t, lang} = context, question = state.question, key = state.answer || {};
        const tally = (state.reveal && state.reveal.tally) || (state.tally && state.tally.options) || null;
        if (question.options && question.options.length) {
            const right = key.options || [];
            const options = key.order ? key.order.map((id) => question.options.find((o) => o.id === id)).filter(Boolean) : question.options;
            return el(key.order ? 'ol.keys' : 'ul.keys', {}, ...options.map((option) => {
                const at = question.options.indexOf(option), is_right = right.includes(option.id);
                return el('li' + (is_right ? '.right' : ''), {}, el('b.letter.a' + at % 8, {}, 'ABCDEFGH'[at]), el('span', {}, say(option.text, lang)),
                    tally && typeof tally[option.id] === 'number' ? el('b.digits', {}, number(tally[option.id], lang)) : null,
                    is_right ? el('span.sign', {}, icon('check'), el('span.unseen', {}, t('right'))) : null);
            }));
        }
        const words = key.number !== undefined ? number(key.number, lang) + (key.tolerance ? ' ± ' + number(key.tolerance, lang) : '') + ' ' + say(question.unit, lang) : (key.texts || []).join(' / ');
        return words ? el('ul.keys', {}, el('li.right', {}, el('span', {}, words), el('span.sign', {}, icon('check'), el('span.unseen', {}, t('right'))))) : null;
    }

    function top_list() {
        return el('ol.keys', {}, ...(state.top || []).map((row) => el('li', {}, el('b.digits.place', {}, row.place), el('span', {}, row.name, row.unit_title ? el('small', {}, row.unit_title) : null), el('b.digits', {}, number(row.score, context.lang)))));
    }

    function last_result() {
        return el('div.card.last', {}, el('h2', {}, context.t('last_round', say(state.title, context.lang))), top_list());
    }

    async function end() {
        const {t} = context, seen = state.round;
        if (await context.ask({title: t('end.title'), text: t(state.phase === 'podium' ? 'end.podium' : 'end.text'), yes: t('end.yes'), danger: true}) && state.round === seen) await order('end', {});
    }
    async function duel() {
        const {t} = context, seen = state.round;
        if (await context.ask({title: t('sudden_death'), text: t('duel.text'), yes: t('duel.yes')}) && state.round === seen) await order('suddendeath', {});
    }
}
