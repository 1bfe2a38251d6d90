// The results of rounds, to take home: the sealed file, the minutes for A4, and the way to one player's round told again.

import {el, icon, number, replace, say} from '/web/kit.js';

export function draw_results(prizes) {
    const {context} = prizes, {t, lang} = context;
    const node = el('div.results', {});
    refresh();
    return {node, refresh};

    function refresh() {
        const {rounds} = prizes;
        replace(node, el('p.soft', {}, t('prizes.results_lead')),
            rounds.length ? el('ol.rounds', {}, ...rounds.map(card)) : el('p.card.soft', {}, t('prizes.rounds_none')));
    }

    function card(round) {
        const about = '/p/quiz/rounds/' + round.id + '/';
        return el('li.card', {}, el('h2', {}, say(round.title, lang)),
            el('p.soft', {}, t('prizes.round_line', round.id, prizes.moment(round.opened_ms), number(round.people, lang))),
            el('p.labels', {}, round.rehearsal ? el('span.pill.warn', {}, t('rehearsal')) : null, round.stands ? null : el('span.pill.accent', {}, t('prizes.goes_on'))),
            el('div.row.actions', {}, round.stands ? el('a.button.tight', {href: about + 'sealed', download: ''}, icon('down'), t('prizes.sealed')) : null,
                round.stands ? el('a.button.tight', {href: about + 'minutes?lang=' + lang, target: '_blank', rel: 'noopener'}, t('prizes.minutes')) : null,
                el('button.button.tight', {type: 'button', onclick: () => prizes.show('replay', {round: round.id})}, icon('eye'), t('prizes.look'))));
    }
}
