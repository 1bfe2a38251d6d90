// One player's round told again, for complaints: what was shown when, what they sent, when it arrived, what it was worth.

import {el, icon, number, replace, say} from '/web/kit.js';

export function draw_replay(prizes, wish) {
    const {context} = prizes, {t, lang} = context;
    let wanted = 0, timer = 0;
    const rounds = el('select.input', {id: 'replay-round', onchange: () => { replace(told); look(); }}, ...prizes.rounds.map((one) =>
        el('option', {value: String(one.id), selected: one.id === wish.round}, one.id + ' · ' + prizes.moment(one.opened_ms) + ' · ' + say(one.title, lang))));
    const name = el('input.input', {id: 'replay-name', type: 'search', autocomplete: 'off', oninput: () => { clearTimeout(timer); timer = setTimeout(look, 200); }});
    const list = el('ul.claims.players', {}), told = el('div.told', {});
    const node = el('div.replay', {}, el('section.card.pick', {}, el('div.two', {}, el('label.field', {htmlFor: 'replay-round'}, el('span', {}, t('prizes.which')), rounds),
        el('label.field', {htmlFor: 'replay-name'}, el('span', {}, t('prizes.whose')), name)), el('p.soft.small', {}, t('prizes.pick')), list), told);
    if (prizes.rounds.length) look();
    else replace(list, el('li.soft', {}, t('prizes.rounds_none')));
    return {node, refresh: () => {}, ready: () => { if (wish.player) open(wish.player); }};

    async function look() {
        const ticket = ++wanted;
        const {status, data} = await context.api('/p/quiz/rounds/' + rounds.value + '/players?q=' + encodeURIComponent(name.value.trim()));
        if (ticket !== wanted) return;
        if (status !== 200) return replace(list, el('li.problem', {}, data.message || t('failed')));
        replace(list, ...data.players.slice(0, 12).map((one) => el('li', {}, el('button.pick-one', {type: 'button', onclick: () => open(one.player)},
            el('b.digits.place', {}, one.place === null ? '–' : one.place), el('span.who', {}, el('b', {}, one.held_name || one.name), one.held_name ? el('small', {}, t('prizes.held') + ' · ' + t('prizes.on_board', one.name)) : null, one.unit ? el('small', {}, one.unit) : null), el('b.digits', {}, number(one.score, lang))))),
        data.total > 12 ? el('li.soft', {}, t('prizes.more_players', number(data.total - 12, lang))) : null, data.total ? null : el('li.soft', {}, t('prizes.nobody_found')));
    }

    async function open(player) {
        const {status, data} = await context.api('/p/quiz/replay/' + rounds.value + '?player=' + player);
        if (status !== 200) return context.toast(data.message || t('failed'), true);
        replace(list);
        name.value = data.held_name || data.name;
        replace(told, el('section.card.person', {}, el('h2', {tabIndex: -1}, data.held_name || data.name), data.held_name ? el('p.soft', {}, t('prizes.held') + ' · ' + t('prizes.on_board', data.name)) : null, data.unit ? el('p.soft', {}, data.unit) : null,
            el('p.pills', {}, data.place === null ? null : el('span.pill', {}, icon('trophy'), t(data.shared ? 'prizes.shared' : 'prizes.place', number(data.place, lang))),
                el('span.pill.digits', {}, t('prizes.points', number(data.score, lang))), el('span.pill.ok.digits', {}, icon('check'), t('prizes.right_of', number(data.right, lang))),
                data.guess === null ? null : el('span.pill', {}, t('prizes.guessed', number(data.guess, lang))), data.since ? el('span.pill.warn', {}, t('prizes.since', data.since)) : null,
                data.removed ? el('span.pill.bad', {}, t('prizes.thrown_out')) : null)),
        el('ol.timeline', {}, ...data.questions.map(question)), el('p.soft.small', {}, t('prizes.replay_note')));
        told.querySelector('h2').focus({preventScroll: true});
        told.scrollIntoView({block: 'start'});
    }

    function clock(ms) {
        return ms ? new Date(ms).toLocaleTimeString(lang === 'en' ? 'en-GB' : 'vi-VN', {hour: '2-digit', minute: '2-digit', second: '2-digit'}) : '–';
    }
    function seconds(ms) {
        return new Intl.NumberFormat(lang === 'en' ? 'en' : 'vi', {minimumFractionDigits: 2, maximumFractionDigits: 2}).format(ms / 1000);
    }

    function question(one) {
        const answered = one.choice !== null, poll = one.type === 'poll';
        const verdict = one.voided ? el('span.pill', {}, t('prizes.not_counted')) : poll ? el('span.pill', {}, t('prizes.poll')) : one.answer === null ? el('span.pill.accent', {}, t('prizes.not_yet'))
            : !answered ? el('span.pill', {}, t('prizes.no_answer')) : one.right ? el('span.pill.ok', {}, icon('check'), t('prizes.was_right'), ' ', one.most ? t('prizes.worth', number(one.points, lang), number(one.most, lang)) : '')
            : el('span.pill.bad', {}, icon('cross'), t('prizes.was_wrong'));
        return el('li.card', {}, el('p.labels', {}, el('span.pill', {}, one.sudden_death ? t('prizes.duel') : t('prizes.q', one.number)), verdict,
                one.voided ? el('span.pill.warn', {}, t('prizes.voided')) : null, one.rekeyed ? el('span.pill.warn', {}, t('prizes.rekeyed')) : null),
            el('h3', {}, say(one.text, lang)), answers(one), answered ? bar(one) : null,
            el('dl.times', {}, ...[['shown', one.shown_ms], ['opened', one.opened_ms], ['arrived', answered ? arrival(one) : 0], ['closed', one.closed_ms], ['revealed', one.revealed_ms]]
                .filter(([what, ms]) => ms || what !== 'arrived').map(([what, ms]) => el('div' + (what === 'arrived' ? '.mine' : ''), {}, el('dt', {}, t('prizes.t.' + what)), el('dd.digits', {}, clock(ms))))),
            answered ? el('p.offset', {}, icon('clock'), t('prizes.after', seconds(one.offset_ms)), one.late ? el('span.pill.warn', {}, one.late_by_ms === null ? t('prizes.late_closed') : t('prizes.late', seconds(one.late_by_ms))) : null)
                : el('p.soft', {}, t('prizes.no_answer')));
    }

    // The rules reckon from the opening without pauses; where the opening was noted and nothing paused, that is the wall's time, too.
    function arrival(one) {
        return one.opened_ms ? Math.min(one.opened_ms + one.offset_ms, one.taken_ms || Infinity) : one.taken_ms;
    }

    // Where in the question's time the answer came.
    function bar(one) {
        const whole = one.seconds * 1000 + 1000, at = Math.min(100, one.offset_ms / whole * 100), end = one.seconds * 1000 / whole * 100;
        const grace = el('i.grace', {}), mark = el('i.mark' + (one.late ? '.late' : ''), {});
        grace.style.left = end + '%';
        mark.style.left = at + '%';
        return el('div.track', {'aria-hidden': 'true'}, grace, mark);
    }

    function answers(one) {
        const key = one.answer || {}, choice = one.choice || {};
        if (one.type === 'order' || !one.options.length) {
            const words = (value) => value.order ? value.order.map((id) => say((one.options.find((o) => o.id === id) || {}).text, lang)).join(' → ') : value.number !== undefined ? number(value.number, lang) + ' ' + say(one.unit, lang)
                : value.text !== undefined ? '“' + value.text + '”' : (value.texts || []).join(' / ');
            return el('ul.keys', {}, one.choice === null ? null : el('li' + (one.right ? '.right' : ''), {}, el('span', {}, el('small', {}, t('prizes.answered')), words(choice))), one.answer === null ? null : el('li.right', {}, el('span', {}, el('small', {}, t('prizes.key')), words(key))));
        }
        return el('ul.keys', {}, ...one.options.map((option, at) => {
            const is_right = (key.options || []).includes(option.id), mine = (choice.options || []).includes(option.id);
            return el('li' + (is_right ? '.right' : '') + (mine ? '.mine' : ''), {}, el('b.letter.a' + at % 8, {}, 'ABCDEFGH'[at]), el('span', {}, say(option.text, lang)),
                mine ? el('span.tag', {}, icon('user'), t('prizes.chose')) : null, is_right ? el('span.sign', {}, icon('check'), el('span.unseen', {}, t('prizes.is_right'))) : null);
        }));
    }
}
