// One drawing per scene of phone_scene.js. Each returns {node, update(round)?, says?}: `update` brings countdowns and
// counters up to date without redrawing, `says` is for screen readers.

import {el, icon, number, say, svg} from '/web/kit.js';
import {draw_answers, mark_shape, show_choice, show_key} from './phone_answers.js';

// view: {context: {t, lang, clock, player}, round, me, scene, draft, answer(choice), guessing: {typed, sending, problem, early}, guess(value)}
export function draw_scene(view) {
    return kScenes[view.scene.name](view);
}

const kScenes = {
    connecting: ({context: {t}}) => page(dots(), t('wait.connecting'), ''),

    idle: ({context: {t, player}}) => page(initials(player), t('wait.hello', player.name), t('wait.idle')),

    lobby(view) {
        const {context, round} = view, {t, lang, player, clock} = context;
        const people = el('p.pill', {}), starts = el('p.soft', {}), guess = round.asks_guess ? guess_card(view) : null;
        const node = el('div.view', {}, labels(view),
            el('div.picture-page', {}, initials(player), heading(t('lobby.in', player.name)),
                el('p.lead', {}, say(round.title, lang)), starts, el('p', {}, people)),
            guess && guess.node);
        return {
            node, says: t('lobby.in', player.name),
            update(now) { // the count comes every two seconds; we at least are here
                text(people, t('lobby.players', number(Math.max(1, now.players), lang)));
                const left = clock.remaining(now);
                text(starts, now.paused ? t('wait.paused') : left === null ? t('lobby.soon') : t('lobby.starts', minutes(left)));
                if (guess) guess.update();
            }
        };
    },

    soon(view) {
        const {round, context: {t}} = view;
        const paused = round.paused && round.phase === 'answering';
        return ask(view, el('div.bottom', {}, el('p.state', {}, icon(paused ? 'pause' : 'eye'), paused ? t('wait.paused') : t('question.read')),
            draw_answers(view, {open: false})), paused ? t('wait.paused') : t('question.read'));
    },

    answer(view) {
        // What was guessed in the lobby needs no second word here.
        const {guess} = view.scene, card = guess === undefined || (guess !== null && view.guessing.early) ? null : guess_card(view);
        const drawn = ask(view, el('div.bottom', {}, draw_answers(view, {open: true}), card && card.node), '');
        return {...drawn, update(now) { drawn.update(now); if (card) card.update(); }};
    },

    sending(view) {
        const {scene, context: {t}} = view;
        const title = scene.not_saved ? t('answer.not_saved') : t('answer.sending');
        return own_choice(view, scene.choice, scene.not_saved ? 'warn' : 'going', title, scene.not_saved ? t('answer.keep_open') : t('answer.sending_text'));
    },

    saved(view) {
        const {scene, context: {t}} = view;
        return own_choice(view, scene.saved.choice, 'saved', t('answer.saved'), scene.saved.late ? t('answer.late') : t('answer.wait'));
    },

    closed(view) {
        const {scene, context: {t}} = view;
        if (scene.saved) return own_choice(view, scene.saved.choice, 'saved', t('closed.title'), t('closed.saved'));
        return page(picture('no', icon('clock')), t('closed.title'), t('closed.none'), labels(view));
    },

    refused(view) {
        const {scene, context: {t}} = view;
        return page(picture('no', icon('clock')), scene.reason === 'too_late' || scene.reason === 'not_open' || scene.reason === 'wrong_question' ? t('refused.late') : t('refused.title'),
            scene.message || '', labels(view));
    },

    watching: (view) => page(picture('waiting', icon('eye')), view.context.t('watching.title'), view.context.t('watching.text'), labels(view)),

    reveal(view) {
        const {scene, round, context: {t, lang}} = view, reveal = round.reveal || {}, question = round.question, result = scene.result;
        let kind = 'no', sign = icon('dash'), title = t('reveal.answer_is');
        if (reveal.voided) title = t('reveal.voided');
        else if (question.type === 'poll') { kind = 'waiting'; sign = icon('users'); title = t('reveal.poll'); }
        else if (!scene.known || !result) title = t('reveal.looking');
        else if (result.right === true) { kind = 'ok'; sign = icon('check'); title = t('reveal.right'); }
        else if (!scene.saved) title = t('reveal.none');
        else { sign = icon('cross'); title = t('reveal.wrong'); }
        const points = result && result.points > 0 ? el('p.points.digits', {}, t('reveal.points', number(result.points, lang))) : null;
        const key = reveal.voided ? null : show_key(view, reveal, scene.saved, result);
        const node = el('div.view', {}, labels(view),
            el('div.verdict.' + kind, {}, picture(kind, sign), el('div', {}, heading(title), points)),
            el('p.asked', {}, say(question.text, lang)), key,
            reveal.explanation ? el('div.card.why', {}, el('p', {}, say(reveal.explanation, lang)), reveal.source ? el('p.source', {}, source_of(reveal.source, lang, t)) : null) : null,
            el('div.bottom', {}, own_line(view)));
        return {node, says: title};
    },

    standings(view) {
        const {context: {t}} = view;
        return {node: el('div.view', {}, labels(view), place_picture(view, t('standings.title')), table(view, 5)), says: place_words(view)};
    },

    podium(view) {
        const {context: {t}} = view;
        return {node: el('div.view', {}, labels(view), place_picture(view, t('podium.title')), table(view, 3)), says: place_words(view)};
    },

    ended(view) {
        const {context: {t}} = view;
        return {node: el('div.view', {}, labels(view), place_picture(view, t('ended.title')), table(view, 3),
            el('div.bottom', {}, el('p.soft.centre', {}, t('ended.text')))), says: t('ended.title')};
    }
};

// ---------------------------------------------------------------- parts

function text(node, words) {
    if (node.textContent !== words) node.textContent = words;
}
export function heading(words) {
    return el('h1', {tabIndex: -1}, words);
}
export function picture(kind, ...inside) {
    return el('div.picture.' + kind, {}, ...inside);
}
function dots() {
    return picture('waiting', el('span.dots', {}, el('i'), el('i'), el('i')));
}
function page(drawing, title, words, top) {
    return {node: el('div.view', {}, top, el('div.picture-page', {}, drawing, heading(title), words ? el('p.soft', {}, words) : null)), says: ''};
}

// The player as the big screen shows them, once it shows their name: initials of the first and the last word.
function initials(player) {
    const parts = player.name.trim().split(/\s+/);
    const letters = [parts[0]].concat(parts.length > 1 ? [parts[parts.length - 1]] : []).map((part) => Array.from(part.normalize('NFC'))[0] || '');
    return picture('waiting', el('b', {'aria-hidden': 'true'}, letters.join('').toUpperCase()));
}

export function labels({round, context: {t, lang}}) {
    const asked = round.index >= 0 && round.phase !== 'podium' && round.phase !== 'ended';
    return el('p.labels', {},
        asked ? el('span.pill', {}, round.sudden_death ? t('question.duel') : t('question.number', round.index + 1, round.count)) : null,
        asked && round.question && round.question.topic ? el('span.pill.accent', {}, say(round.question.topic, lang)) : null,
        round.rehearsal ? el('span.pill.warn', {}, t('label.rehearsal')) : null);
}

function minutes(ms) {
    const seconds = Math.ceil(ms / 1000);
    return Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0');
}

// The countdown: a ring that empties, and the seconds.
function ring(view) {
    const {t, clock} = view.context, around = 2 * Math.PI * 26;
    const arc = {cx: 30, cy: 30, r: 26, fill: 'none', 'stroke-width': 6};
    const drawing = svg('0 0 60 60', ['circle', {...arc, class: 'track'}], ['circle', {...arc, class: 'arc', 'stroke-dasharray': around, transform: 'rotate(-90 30 30)', 'stroke-linecap': 'round'}]);
    const seconds = el('b.digits', {}), spoken = el('span.unseen', {role: 'status'});
    const node = el('div.ring', {}, drawing, seconds, spoken);
    return {
        node,
        update(round) {
            const left = clock.remaining(round);
            const running = round.phase === 'answering' && left !== null;
            node.hidden = !running;
            if (!running) return;
            const whole = Math.ceil(left / 1000);
            text(seconds, String(whole));
            drawing.lastChild.setAttribute('stroke-dashoffset', around * (1 - Math.min(1, left / (round.total_ms || left || 1))));
            node.classList.toggle('hurry', whole <= 5);
            if (whole === 10 || whole === 5) text(spoken, t('question.left', whole));
        }
    };
}

// The question, and below it what is to be done.
function ask(view, bottom, says) {
    const {round: {question}, context: {lang}} = view, clock = ring(view), words = say(question.text, lang);
    const node = el('div.view', {}, el('div.head', {}, labels(view), clock.node),
        el('h1.question' + (words.length > 110 ? '.long' : ''), {tabIndex: -1}, words),
        question.image ? el('img.picture-of', {src: question.image, alt: ''}) : null, bottom);
    return {node, update: clock.update, says};
}

// Own answer as one big picture: the disc has the colour, letter and shape of what was tapped.
function own_choice(view, choice, kind, title, words) {
    const {context: {t}} = view, clock = ring(view);
    const node = el('div.view', {}, el('div.head', {}, labels(view), clock.node),
        el('div.picture-page', {}, mark_shape(view, choice, kind), heading(title), el('p.soft', {}, words), show_choice(view, choice, t('answer.yours'))));
    return {node, update: clock.update, says: title + '. ' + words};
}

export function source_of(source, lang, t) {
    const name = typeof source === 'string' ? source : [say(source.title || source, lang), source.date].filter(Boolean).join(', ');
    return name ? t('reveal.source', name) : '';
}

function own_line({me, context: {t, lang}}) {
    if (!me || !me.place) return null;
    return el('p.own', {}, el('span', {}, t('own.place', number(me.place, lang), number(me.of, lang))), el('b.digits', {}, t('own.score', number(me.score, lang))));
}

function place_words({scene, context: {t, lang}}) {
    const own = scene.own;
    return own && own.place ? t('own.place', number(own.place, lang), number(own.of, lang)) : '';
}

// The own place as one big picture; gold, silver and bronze for the first three.
function place_picture(view, title) {
    const {scene: {own}, round, context: {t, lang, player}} = view;
    if (!own || !own.place) {
        return el('div.picture-page', {}, own || round.phase === 'ended' ? picture('waiting', icon('trophy')) : dots(), heading(title));
    }
    const final = round.phase !== 'standings', wins = own.place <= 3 && own.score > 0;
    const medal = wins ? ['', 'gold', 'silver', 'bronze'][own.place] : 'waiting', cheer = final && wins ? t('podium.cheer.' + own.place) : title;
    return el('div.picture-page.places', {}, picture(medal, el('b', {'aria-hidden': 'true'}, number(own.place, lang))),
        heading(cheer), el('p.lead', {}, t('own.place_long', player.name, number(own.place, lang), number(own.of, lang))),
        own.shared ? el('p.soft', {}, t('own.shared')) : null,
        el('p.pills', {}, el('span.pill.digits', {}, t('own.score', number(own.score, lang))), el('span.pill.ok.digits', {}, icon('check'), t('own.right', number(own.right, lang)))));
}

function table({round, scene: {own}, context: {t, lang, player}}, rows) {
    const top = (round.top || []).slice(0, rows);
    if (!top.length) return null;
    return el('ol.table', {'aria-label': t('standings.top')}, ...top.map((row) =>
        el('li' + (own && own.place === row.place && (row.name === player.name || row.name === player.board_name) ? '.me' : ''), {}, el('b.digits', {}, String(row.place)),
            el('span', {}, row.name, row.unit_title ? el('small', {}, row.unit_title) : null), el('b.digits', {}, number(row.score, lang)))));
}

// "How many people will take part?": settles ties, in the lobby and during the first question. What is typed and what is on its way
// outlives the card: {node, update()}.
function guess_card(view) {
    const {scene, guessing, context: {t, lang}} = view;
    if (scene.guess !== null) return {node: el('p.card.guess.done', {role: 'status'}, icon('check'), el('span', {}, t('guess.saved', number(scene.guess, lang)))), update() {}};
    const problem = el('p.problem', {id: 'guess-problem', role: 'alert'}), sending = el('p.soft.small', {role: 'status'});
    const input = el('input.input', {id: 'guess', type: 'text', inputmode: 'numeric', autocomplete: 'off', maxLength: 9, 'aria-describedby': 'guess-problem',
        value: guessing.typed, oninput: () => { guessing.typed = input.value; }});
    const node = el('form.card.guess', {noValidate: true, onsubmit: (e) => {
        e.preventDefault();
        const value = Number(input.value.replace(/[\s.,]/g, ''));
        if (value >= 1 && value <= 1000000) return view.guess(value);
        text(problem, guessing.problem = t('guess.bad'));
        input.focus();
    }}, el('label.field', {htmlFor: 'guess'}, el('span', {}, t('guess.ask'))), el('p.soft.small', {}, t('guess.why')),
    el('div.row', {}, input, el('button.button.tight', {type: 'submit'}, t('guess.send'))), problem, sending);
    return {node, update() {
        text(problem, guessing.problem);
        text(sending, guessing.sending ? t('answer.sending') + ' ' + t('answer.sending_text') : '');
    }};
}
