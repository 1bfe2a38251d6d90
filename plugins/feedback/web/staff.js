// The tab "feedback": which reasons, from where, and the newest sentences; a table to take home. Groups that are too small to be
// shown alone come added up from the kiosk already.

import {el, icon, number, replace, say, style} from '/web/kit.js';

const kReasons = ['line', 'device', 'procedure', 'skills', 'other'];

export const tab = {vi: 'Góp ý', en: 'Feedback'};

const styled = style('/p/feedback/staff.css');

export function mount(context) {
    const {root} = context;
    let state = null;
    context.on('feedback/summary', async (message) => {
        await styled;
        state = message;
        redraw();
    });
    redraw();
    return {redraw};

    function redraw() {
        const {t, lang} = context;
        if (!state) return replace(root, el('p.soft', {}, t('wait')));
        const most = Math.max(1, ...(state.reasons || [0]));
        replace(root, el('h1.unseen', {}, say(tab, lang)),
            el('div.voices-top', {}, el('p', {}, el('b.digits', {}, number(state.total, lang)), ' ', t('feedback.voices')),
                state.total ? el('button.button.outline.tight', {type: 'button', id: 'voices-csv', onclick: fetch_table}, icon('down'), t('feedback.table')) : null),
            state.shown ? null : el('p.card.soft', {}, t(state.total ? 'feedback.few' : 'feedback.none', number(state.min_group, lang))),
            state.shown ? el('div.card', {}, el('h2', {}, t('feedback.reasons')), el('ul.bars', {}, ...kReasons.map((reason, i) => bar(reason, t('feedback.reason.' + reason), state.reasons[i], most, state.total)))) : null,
            state.shown ? units() : null,
            state.sentences.length ? el('div.card', {}, el('h2', {}, t('feedback.sentences')), el('ul.said', {}, ...state.sentences.map((one) =>
                el('li', {}, el('p', {}, one.sentence), el('p.soft.small', {}, [t('feedback.reason.' + one.reason), say(one.title, lang)].filter(Boolean).join(' · ')))))) : null);
    }

    function bar(reason, title, count, most, all) {
        const fill = el('i.' + reason, {});
        fill.style.width = (100 * count / most) + '%';
        return el('li', {}, el('span', {}, title), el('span.track', {'aria-hidden': 'true'}, fill),
            el('b.digits', {}, number(count, context.lang), el('small', {}, ' · ' + Math.round(100 * count / Math.max(1, all)) + '%')));
    }

    // A row per unit: its reasons side by side, the longest for who has spoken most.
    function units() {
        const {t, lang} = context;
        const rows = state.units.map((row) => ({...row, name: row.title ? say(row.title, lang) : t('feedback.no_unit_said')}));
        if (state.others) rows.push({...state.others, name: t('feedback.small', number(state.min_group, lang))});
        const most = Math.max(1, ...rows.map((row) => row.total));
        return el('div.card', {}, el('h2', {}, t('feedback.units')), el('p.legend', {}, ...kReasons.map((reason) => el('span', {}, el('i.' + reason, {}), t('feedback.reason.' + reason)))),
            el('ul.bars', {}, ...rows.map((row) => {
                const parts = kReasons.map((reason, i) => {
                    const part = el('i.' + reason, {});
                    part.style.width = (100 * row.reasons[i] / most) + '%';
                    return part;
                });
                const words = kReasons.map((reason, i) => row.reasons[i] ? t('feedback.reason.' + reason) + ' ' + number(row.reasons[i], lang) : '').filter(Boolean).join(', ');
                return el('li', {}, el('span', {}, row.name), el('span.track', {'aria-hidden': 'true'}, ...parts), el('b.digits', {}, number(row.total, lang)), el('span.unseen', {}, words));
            })));
    }

    // Not by a plain link: a browser would say "failed" and nothing of why.
    async function fetch_table(e) {
        const button = e.currentTarget;
        button.disabled = true;
        try {
            const reply = await fetch('/p/feedback/staff/voices.csv', {credentials: 'same-origin', cache: 'no-store', headers: {'Accept-Language': context.lang}});
            if (reply.status === 401) return context.signed_out();
            if (!reply.ok) return context.toast((await reply.json().catch(() => ({}))).message || context.t('failed'), true);
            const address = URL.createObjectURL(await reply.blob());
            el('a', {href: address, download: 'gop-y.csv'}).click();
            setTimeout(() => URL.revokeObjectURL(address), 60000);
        } catch (problem) { // no network, or none any more in the midst of the file
            context.toast(context.t('net.lost'), true);
        } finally {
            button.disabled = false;
        }
    }
}
