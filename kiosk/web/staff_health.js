// The tab "health": is everything saved, how many are here, which files have faults, where phones join; below it the cards of
// plugins, which draw themselves.

import {el, icon, number, replace, say} from './kit.js';

export function draw_health(shell, cards) {
    const root = el('div.health', {});
    shell.root.append(root, ...cards.map((card) => card.node));
    let state = null, drawn = '';
    shell.on('kiosk/staff', (message) => {
        state = message;
        redraw();
    });
    setInterval(() => { if (shell.shown()) redraw(); }, 30000); // the time since the start
    redraw();
    return {redraw, shown: redraw};

    // The kiosk tells its state up to once a second; what looks the same stays, so that nobody loses the button under their finger.
    function looks() {
        const {store, people, streams, version, set_aside, outbox, centre, join_url, faults, started_ms} = state;
        return JSON.stringify([shell.lang, started_ms && since(started_ms), store, people, streams, version, set_aside, outbox, centre, join_url, faults],
            (key, value) => (/_ms$/.test(key) ? Math.round(value / 60000) : value));
    }

    function redraw() {
        const {t, lang} = shell;
        for (const card of cards) card.redraw();
        if (!state) {
            replace(root, el('p.soft', {}, t('wait')));
            return;
        }
        if (looks() === drawn) return;
        drawn = looks();
        const faults = state.faults || [], link = (state.join_url || '').toLowerCase();
        const fact = (label, value, mark) => el('div.fact.card' + (mark ? '.' + mark : ''), {}, el('dt', {}, label), el('dd.digits', {}, mark ? icon(mark === 'good' ? 'check' : 'warn') : null, value));
        replace(root, el('h1.unseen', {}, t('tab.health')),
            el('dl.facts', {},
                fact(t('health.saving'), state.store.healthy ? t('health.saved') : t('health.not_saved'), state.store.healthy ? 'good' : 'bad'),
                fact(t('health.people'), number(state.people, lang)),
                fact(t('health.streams'), number(state.streams, lang)),
                state.started_ms ? fact(t('health.up'), since(state.started_ms)) : null,
                fact(t('health.version'), state.version || '')),
            ...(state.set_aside || []).map(set_aside_card),
            outbox_card(state.outbox),
            centre_card(state.centre),
            link ? el('div.card.link', {}, el('h2', {}, t('health.join')), el('p', {}, el('a', {href: link, target: '_blank', rel: 'noopener'}, link.replace(/\/$/, '')))) : null,
            el('h2', {}, t('health.content')),
            faults.length ? el('ul.faults', {}, ...faults.map((fault) => el('li.card' + (fault.warning ? '' : '.bad'), {},
                el('p', {}, icon('warn'), el('span', {}, say(fault.sentence, lang))),
                el('p.soft.small', {}, fault.file + (fault.line ? ':' + fault.line : '') + (fault.pointer ? ' ' + fault.pointer : '')))))
                : el('p.card.fine', {}, icon('check'), el('span', {}, t('health.no_faults'))));
    }

    // A time of day, with the day where it is not today: what was kept from before the start may be old.
    function moment(ms) {
        const when = new Date(ms), clock = {hour: '2-digit', minute: '2-digit'};
        const today = when.toDateString() === new Date(shell.clock.now()).toDateString();
        return when.toLocaleString(shell.lang === 'en' ? 'en-GB' : shell.lang, today ? clock : {...clock, day: '2-digit', month: '2-digit'});
    }

    // A plugin that brought the kiosk down again and again; the kiosk runs without it.
    function set_aside_card(plugin) {
        const {t, lang} = shell, title = plugin.title[lang] || plugin.title.vi || plugin.id;
        const back = el('button.button.tight', {type: 'button', onclick: async () => {
            back.disabled = true;
            const reply = await shell.post('/api/staff/plugins/' + encodeURIComponent(plugin.id) + '/back', {});
            if (reply.status === 200) shell.toast(t('set_aside.restarting'));
            else back.disabled = false;
        }}, t('set_aside.back'));
        return el('div.card.outbox.bad', {}, el('h2', {}, t('set_aside.title', title)),
            el('p', {}, icon('warn'), el('span', {}, t('set_aside.text', moment(plugin.at_ms)))),
            el('p.soft.small', {}, t('set_aside.round')), back);
    }

    // What goes to the centre; nothing where the event names none.
    function outbox_card(outbox) {
        if (!outbox || outbox.state === 'off' || outbox.waiting === undefined) return null;
        const {t, lang} = shell;
        const mark = outbox.state === 'stopped' || outbox.dead > 0 ? 'bad' : outbox.state === 'waiting' ? 'wait' : 'good';
        const trouble = outbox.trouble && outbox.trouble !== 'refused' ? 'outbox.' + outbox.trouble : 'outbox.' + outbox.state;
        // "All have been sent" is not true of those that were refused.
        const said = trouble === 'outbox.idle' && outbox.dead > 0 ? t('outbox.refused', number(outbox.dead, lang)) : t(trouble);
        const ahead = Math.round(Math.abs(outbox.clock_offset_ms) / 60000);
        const line = (text) => el('p.soft.small', {}, text);
        return el('div.card.outbox.' + mark, {}, el('h2', {}, t('outbox.title')),
            el('p', {}, icon(mark === 'good' ? 'check' : 'warn'), el('span', {}, said)),
            line(t('outbox.counts', number(outbox.waiting, lang), number(outbox.sent, lang))),
            outbox.dead > 0 ? line(t('outbox.dead', number(outbox.dead, lang))) : null,
            line(outbox.last_contact_ms ? t('outbox.last', moment(outbox.last_contact_ms)) : t('outbox.never')),
            ahead > 0 ? line(t(outbox.clock_offset_ms < 0 ? 'outbox.ahead' : 'outbox.behind', ahead)) : null,
            outbox.sentence ? line(outbox.sentence) : null);
    }

    // What comes from the centre; nothing where the event names none.
    function centre_card(centre) {
        if (!centre || centre.state === 'off' || centre.packs === undefined) return null;
        const {t, lang} = shell;
        const mark = centre.trouble === 'key' ? 'bad' : centre.state !== 'well' || centre.refused.length || centre.missing.length || centre.event_waits ? 'wait' : 'good';
        const gaps = centre.state === 'well' && centre.missing.length;
        const said = centre.trouble === 'key' ? t('centre.key')
            : gaps ? t('centre.gaps', number(centre.packs, lang), number(centre.missing.length, lang))
            : t('centre.' + centre.state, number(centre.packs, lang));
        const line = (text) => el('p.soft.small', {}, text);
        return el('div.card.outbox.' + mark, {}, el('h2', {}, t('centre.title')),
            el('p', {}, icon(centre.state === 'well' && !gaps ? 'check' : 'warn'), el('span', {}, said)),
            centre.event_waits ? el('p', {}, icon('warn'), el('span', {}, t('centre.event_waits'))) : null,
            centre.fetched_ms ? line(t('centre.last', moment(centre.fetched_ms))) : null,
            ...centre.refused.map((why) => line(t('centre.refused', why))),
            centre.sentence ? line(centre.sentence) : null);
    }

    function since(started) {
        const minutes = Math.max(0, Math.floor((shell.clock.now() - started) / 60000));
        return minutes < 60 ? shell.t('minutes', minutes) : shell.t('hours', Math.floor(minutes / 60), minutes % 60);
    }
}
