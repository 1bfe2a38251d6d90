// What this player has won: the code to show at the prize desk, as letters and as QR. Loaded on a winner's phone only; the kiosk
// tells a code to nobody else.

import {el, icon, say, style} from '/web/kit.js';

const styled = style('/p/quiz/phone_prize.css');

// prizes: as GET /p/quiz/me tells them
export function draw_prizes(context, prizes) {
    const {t, lang} = context;
    const node = el('div.prizes', {hidden: true}, ...prizes.map((one) => one.state === 'handed_out'
        ? el('p.card.prize.fetched', {}, icon('check'), el('span', {}, el('b', {}, say(one.prize, lang)), el('small', {}, t('prizes.out', time(one.at_ms, lang)) + ' ' + t('prizes.thanks'))))
        : el('section.card.prize', {}, el('p.won', {}, icon('trophy'), t('prizes.title')), el('h2', {}, say(one.prize, lang)),
            el('p.soft', {}, t(one.shared ? 'prizes.shared' : 'prizes.place', one.place), ' · ', say(one.title, lang)),
            el('div.ticket', {}, el('img', {src: '/p/quiz/prizes/qr/' + one.id, alt: t('prizes.qr'), width: 148, height: 148}),
                el('div', {}, el('p.label', {}, t('prizes.code')), el('p.code.digits', {}, ...one.code.split('-').map((half) => el('span', {}, half))))),
            el('p.show', {}, t('prizes.show')))));
    styled.then(() => { node.hidden = false; });
    return node;
}

function time(ms, lang) {
    return new Date(ms).toLocaleTimeString(lang === 'en' ? 'en-GB' : 'vi-VN', {hour: '2-digit', minute: '2-digit'});
}
