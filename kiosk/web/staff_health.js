// The tab "health": is everything saved, how many are here, which files have faults, where phones join.

import {el, icon, number, replace} from './kit.js';

export function draw_health(shell) {
    const {root} = shell;
    let state = null;
    shell.on('kiosk/staff', (message) => {
        state = message;
        redraw();
    });
    setInterval(() => { if (shell.shown()) redraw(); }, 30000); // the time since the start
    redraw();
    return {redraw, shown: redraw};

    function redraw() {
        const {t, lang} = shell;
        if (!state) {
            replace(root, el('p.soft', {}, t('wait')));
            return;
        }
        const faults = state.faults || [], link = (state.join_url || '').toLowerCase();
        const fact = (label, value, mark) => el('div.fact.card' + (mark ? '.' + mark : ''), {}, el('dt', {}, label), el('dd.digits', {}, mark ? icon(mark === 'good' ? 'check' : 'warn') : null, value));
        replace(root, el('h1.unseen', {}, t('tab.health')),
            el('dl.facts', {},
                fact(t('health.saving'), state.store.healthy ? t('health.saved') : t('health.not_saved'), state.store.healthy ? 'good' : 'bad'),
                fact(t('health.people'), number(state.people, lang)),
                fact(t('health.streams'), number(state.streams, lang)),
                state.started_ms ? fact(t('health.up'), since(state.started_ms)) : null,
                fact(t('health.version'), state.version || '')),
            link ? el('div.card.link', {}, el('h2', {}, t('health.join')), el('p', {}, el('a', {href: link, target: '_blank', rel: 'noopener'}, link.replace(/\/$/, '')))) : null,
            el('h2', {}, t('health.content')),
            faults.length ? el('ul.faults', {}, ...faults.map((fault) => el('li.card' + (fault.warning ? '' : '.bad'), {},
                el('p', {}, icon('warn'), el('span', {}, fault.sentence)),
                el('p.soft.small', {}, fault.file + (fault.line ? ':' + fault.line : '') + (fault.pointer ? ' ' + fault.pointer : '')))))
                : el('p.card.fine', {}, icon('check'), el('span', {}, t('health.no_faults'))));
    }

    function since(started) {
        const minutes = Math.max(0, Math.floor((shell.clock.now() - started) / 60000));
        return minutes < 60 ? shell.t('minutes', minutes) : shell.t('hours', Math.floor(minutes / 60), minutes % 60);
    }
}
