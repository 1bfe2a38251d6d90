// The tab "booths": how often each was opened, visited and stamped, by the hour, and the same as a table to take home.

import {el, icon, number, replace, say, style} from '/web/kit.js';

export const tab = {vi: 'Gian trưng bày', en: 'Booths'};
export const order = 10; // the contest comes first

const kEvery = 10000; // ms between looks while the tab is open

export function mount(context) {
    const {root} = context;
    let told = null, mark = '';
    style('/p/booths/staff.css');
    setInterval(() => { if (context.shown() && !document.hidden) load(); }, kEvery);
    return {redraw: () => { mark = ''; draw(); }, shown: load};

    async function load() {
        const {status, data} = await context.api('/p/booths/staff/counts');
        if (status === 401) return context.signed_out();
        if (status !== 200) return;
        told = data;
        draw();
    }

    function draw() {
        if (!told) return;
        const {now, ...rest} = told, wanted = JSON.stringify(rest) + context.lang;
        if (wanted === mark) return;
        mark = wanted;
        const {t, lang} = context;
        if (!told.booths.length) return replace(root, el('h1.unseen', {}, t('booths.title')), el('p.card.soft', {}, t('booths.none')));
        replace(root, el('h1.unseen', {}, t('booths.title')),
            el('p.full', {}, el('span.pill.ok', {}, icon('trophy'), t('booths.full', number(told.full, lang))),
                told.draw && told.numbers ? el('span.pill', {}, t('booths.numbers', number(told.numbers, lang))) : null),
            el('ul.booths', {}, ...told.booths.map((booth) => el('li.card', {}, booth.cover ? el('img', {src: booth.cover, alt: '', loading: 'lazy'}) : null,
                el('b', {}, say(booth.title, lang)), el('dl', {}, fact('visits', booth.visits), fact('stamps', booth.stamps), fact('opened', booth.opened))))),
            hours(), el('p.soft.small', {}, t('booths.note')),
            el('button.button.outline.csv', {type: 'button', onclick: (e) => take(e.currentTarget)}, icon('down'), t('booths.csv')));
    }

    function fact(key, value) {
        return el('div', {}, el('dt', {}, context.t('booths.' + key)), el('dd.digits', {}, number(value, context.lang)));
    }

    // Visits and stamps of all booths, hour by hour; the newest first.
    function hours() {
        const {t, lang} = context, sums = new Map();
        for (const one of told.hours) {
            const sum = sums.get(one.hour_ms) || {visits: 0, stamps: 0, opened: 0};
            for (const key of ['visits', 'stamps', 'opened']) sum[key] += one[key];
            sums.set(one.hour_ms, sum);
        }
        if (!sums.size) return null;
        const when = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'vi', {day: 'numeric', month: 'numeric', hour: '2-digit', minute: '2-digit'});
        const rows = Array.from(sums).sort((a, b) => b[0] - a[0]).slice(0, 24);
        return el('div.card.hours', {}, el('h2', {}, t('booths.hours')), el('table', {}, el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, t('booths.hour')),
            ...['visits', 'stamps', 'opened'].map((key) => el('th', {scope: 'col'}, t('booths.' + key))))),
            el('tbody', {}, ...rows.map(([hour, sum]) => el('tr', {}, el('th', {scope: 'row'}, when.format(hour)),
                ...['visits', 'stamps', 'opened'].map((key) => el('td.digits', {}, number(sum[key], lang))))))));
    }

    // Not by a link: a browser would say "failed" and nothing of why.
    async function take(button) {
        if (button.disabled) return;
        button.disabled = true;
        try {
            const reply = await fetch('/p/booths/staff/visits.csv', {credentials: 'same-origin', cache: 'no-store', headers: {'Accept-Language': context.lang}});
            if (reply.status === 401) return context.signed_out();
            if (!reply.ok) return context.toast((await reply.json().catch(() => ({}))).message || context.t('failed'), true);
            const address = URL.createObjectURL(await reply.blob());
            el('a', {href: address, download: 'gian-trung-bay.csv'}).click();
            setTimeout(() => URL.revokeObjectURL(address), 60000);
        } catch (e) {
            context.toast(context.t('net.lost'), true);
        } finally {
            button.disabled = false;
        }
    }
}
