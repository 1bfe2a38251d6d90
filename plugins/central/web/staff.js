// The card "kiosks that send to this centre" in the tab "health", and the files that organisers take home. Where no kiosk has
// ever sent anything (in every hall) there is none.

import {el, icon, number, replace, style} from '/web/kit.js';
import {senders_of, span} from './senders.js';

const kFiles = ['export.xlsx', 'persons.csv', 'units.csv', 'results.csv', 'kiosks.csv'];

export function card(context) {
    const node = el('section.senders', {hidden: true});
    const status = el('div', {}), list = el('ul.kiosks', {}), files = el('div.files', {});
    node.append(status, list, files);
    let message = null, files_in = '';
    context.on('central/senders', (told) => {
        message = told;
        redraw();
    });
    return {node, redraw};

    function redraw() {
        node.hidden = !message || !message.count;
        if (node.hidden) return;
        style('/p/central/staff.css');
        const {t, lang} = context;
        const senders = senders_of(message, context.clock.now());
        const count = (state) => senders.filter((one) => one.state === state).length;
        const line = (good, text) => el('p.state.' + (good ? 'good' : 'bad'), {}, icon(good ? 'check' : 'warn'), el('span', {}, text));
        replace(status, el('h2', {}, t('central.title', number(message.count, lang))),
            line(!count('silent'), count('silent') ? t('central.silent_count', number(count('silent'), lang)) : t('central.all_heard')),
            count('clock') ? line(false, t('central.clock_count', number(count('clock'), lang))) : null);
        replace(list, ...senders.map(draw_sender),
            message.count > senders.length ? el('li.card.soft', {}, t('central.more', number(message.count - senders.length, lang))) : null);
        if (files_in !== lang) draw_files();
    }

    function draw_sender(sender) {
        const {t, lang} = context;
        const mark = {silent: ['bad', 'wifi'], clock: ['warn', 'clock'], fine: ['ok', 'check']}[sender.state];
        const fact = (label, value) => el('div', {}, el('dt', {}, label), el('dd.digits', {}, value));
        const {unit, count} = span(sender.ago);
        return el('li.card', {'data-state': sender.state}, el('div.head', {}, el('b', {}, sender.name),
            el('span.pill.' + mark[0], {}, icon(mark[1]), t('central.' + sender.state))),
            el('dl', {},
                fact(t('central.heard'), t('central.ago.' + unit, number(count, lang))),
                fact(t('central.waiting'), sender.waiting === undefined ? t('central.unknown') : number(sender.waiting, lang)),
                fact(t('central.clock_label'), clock_words(sender.clock_offset_ms)),
                fact(t('central.version'), sender.platform || t('central.unknown'))));
    }

    function clock_words(offset) {
        const {t, lang} = context;
        if (offset === undefined) return t('central.unknown');
        const {unit, count} = span(offset);
        return unit === 'now' ? t('central.clock.right') : t('central.clock.' + (offset > 0 ? 'ahead.' : 'behind.') + unit, number(count, lang));
    }

    function draw_files() {
        const {t} = context;
        files_in = context.lang;
        replace(files, el('h3', {}, t('central.files')), el('p.soft.small', {}, t('central.files_lead')),
            el('div.links', {}, ...kFiles.map((file) => el('a.button' + (file === kFiles[0] ? '.primary' : '.outline'), {
                href: '/p/central/' + file, download: '', onclick: (e) => { e.preventDefault(); fetch_file(e.currentTarget); }
            }, icon('down'), t('central.file.' + file.replace('.', '_'))))));
    }

    // Not by the link itself: a browser would say "failed" and nothing of why.
    async function fetch_file(link) {
        if (link.getAttribute('aria-disabled') === 'true') return;
        const {t} = context;
        link.setAttribute('aria-disabled', 'true');
        try {
            const reply = await fetch(link.href, {credentials: 'same-origin', cache: 'no-store', headers: {'Accept-Language': context.lang}});
            if (reply.status === 401) return context.signed_out();
            if (!reply.ok) {
                const told = await reply.json().catch(() => ({}));
                return context.toast(told.message || t('failed'), true);
            }
            const name = /filename="([^"]+)"/.exec(reply.headers.get('Content-Disposition') || '');
            const address = URL.createObjectURL(await reply.blob());
            el('a', {href: address, download: name ? name[1] : 'kiosk-so'}).click();
            setTimeout(() => URL.revokeObjectURL(address), 60000);
        } catch (e) {
            context.toast(t('net.lost'), true);
        } finally {
            link.removeAttribute('aria-disabled');
        }
    }
}
