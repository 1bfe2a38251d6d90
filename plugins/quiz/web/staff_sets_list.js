// All question sets, the files that are none, and the USB stick.

import {el, icon, number, replace} from '/web/kit.js';
import {count_of, kKind, note_of_fault, notes_list, origin_of, sign, size_of, spread, title_of} from './staff_sets_parts.js';
import {use_again} from './staff_sets_use.js';

export const kMostBytes = 20 * 1024 * 1024;

export function draw_list(sets) {
    const {context, model} = sets, {t, lang} = context;
    const stick = el('div', {}), list = el('div', {}), rest = el('div', {});
    const input = el('input.unseen', {type: 'file', id: 'set-file', tabIndex: -1, 'aria-hidden': 'true', accept: '.xlsx,.csv,.tsv,.txt,.json,.gift,.xml', onchange: () => {
        const file = input.files[0];
        input.value = '';
        if (file) sets.show({name: 'add', file});
    }});
    const add = el('button.button.primary', {type: 'button', id: 'add-set', onclick: () => input.click()}, icon('plus'), t('sets.add'));
    const top = el('div.add-set', {}, el('div.add-row', {}, add,
        el('a.button.outline', {href: '/api/staff/template?kind=' + kKind + '&lang=' + lang, download: ''}, icon('down'), t('sets.template'))),
        el('p.soft.small', {}, el('span.drop-hint', {}, t('sets.drop'), ' '), t('sets.accepts')), input);
    const node = el('div.sets', {}, el('h1.unseen', {tabIndex: -1}, t('sets.title')), top, stick, list, rest);
    catch_files(node, (file) => sets.show({name: 'add', file}));
    refresh();
    return {node, refresh};

    function refresh() {
        const focused = document.activeElement && node.contains(document.activeElement) ? document.activeElement.id : '';
        replace(stick, model.stick ? stick_card() : null);
        if (!model.packs) replace(list, el('p.soft', {}, t('wait')));
        else if (!model.packs.length) replace(list, el('div.card.empty', {}, el('h2', {}, t('sets.none')), el('p.soft', {}, t('sets.none_text'))));
        else replace(list, el('h2.unseen', {}, t('sets.title')), el('ul.set-list', {}, ...model.packs.map(card)));
        replace(rest, model.resting.length ? resting() : null, model.faults.length ? broken_files() : null);
        const again = focused && document.getElementById(focused);
        if (again) again.focus();
    }

    function card(pack) {
        const bank = model.banks.get(pack.id) || {topics: [], languages: [], twins: []}, title = title_of(pack, lang);
        const drafts = sets.drafts.get(pack.id);
        const languages = (bank.languages || []).map((code) => t('sets.language.' + code)).join(', ');
        return el('li.card.set', {},
            el('h3', {}, el('button', {type: 'button', id: 'set-' + pack.id, onclick: () => sets.show({name: 'open', id: pack.id})}, title)),
            el('p', {}, el('b.digits', {}, bank.questions === undefined ? '' : count_of(context, bank.questions)), languages ? el('span.soft', {}, ' · ' + languages) : null),
            spread(context, bank.difficulties),
            bank.topics && bank.topics.length > 1 ? el('p.labels', {}, ...bank.topics.slice(0, 4).map((topic) => el('span.pill', {}, title_of(topic, lang))),
                bank.topics.length > 4 ? el('span.pill', {}, '+' + (bank.topics.length - 4)) : null) : null,
            drafts && drafts.size ? sign('warn', t('sets.unsaved', drafts.size)) : null,
            pack.refused ? sign('bad', t('sets.refused', pack.refused.faults.length, pack.refused.file)) : null,
            bank.twins && bank.twins.length ? sign('warn', t('sets.twins', bank.twins.length)) : null,
            el('p.soft.small.came', {}, t('sets.version', pack.version) + ' · ' + origin_of(context, pack) + ' · ' + sets.when(pack.at_ms)));
    }

    // Sets whose file was taken away; every version is still there.
    function resting() {
        return el('div', {}, el('h2', {}, t('sets.resting')), el('ul.resting', {}, ...model.resting.map((pack) => el('li.card', {}, el('span', {}, el('b', {}, title_of(pack, lang)), el('small', {}, t('sets.resting_text'))),
            el('button.button.tight', {type: 'button', id: 'wake-' + pack.id, 'aria-label': t('sets.wake_one', title_of(pack, lang)), onclick: () => use_again(sets, pack.id, pack.version)}, t('sets.wake'))))));
    }

    // Files that never became a set: what is wrong with each.
    function broken_files() {
        const files = Array.from(new Set(model.faults.map((fault) => fault.file)));
        return el('div', {}, el('h2', {}, t('sets.broken')), ...files.map((file) => {
            const faults = model.faults.filter((fault) => fault.file === file);
            return el('div.card.refused', {}, sign('bad', el('b', {}, file), ' ', t('sets.broken_text', number(faults.length, lang))),
                notes_list(faults.slice(0, 20).map((fault) => note_of_fault(fault, t))));
        }));
    }

    function stick_card() {
        const {name, files} = model.stick;
        return el('div.card.stick', {}, el('h2', {}, icon('usb'), t('sets.stick', name || 'USB')),
            files.length ? el('p.soft.small', {}, t('sets.stick_text')) : el('p.soft', {}, t('sets.stick_none')),
            el('ul', {}, ...files.map((file, i) => el('li', {}, el('button.button.outline', {type: 'button', id: 'stick-' + i, onclick: () => sets.show({name: 'add', stick: file.name})},
                el('span', {}, file.name), el('small.digits', {}, size_of(context, file.bytes)))))),
            el('button.button.tight', {type: 'button', id: 'stick-results', onclick: copy_results}, t('sets.stick_results')));
    }

    async function copy_results(e) {
        const button = e.currentTarget;
        button.disabled = true;
        const reply = await context.post('/api/staff/stick/results', {});
        button.disabled = false;
        if (reply.status === 200) context.toast(t('sets.stick_copied', reply.data.names.join(', ')));
    }
}

// A file that is let fall anywhere on the view.
function catch_files(node, take) {
    let depth = 0;
    const has_file = (e) => Array.from(e.dataTransfer ? e.dataTransfer.types : []).includes('Files');
    const listen = (type, act) => node.addEventListener(type, (e) => {
        if (!has_file(e)) return;
        e.preventDefault();
        act(e);
        node.classList.toggle('dropping', depth > 0);
    });
    listen('dragenter', () => { depth++; });
    listen('dragleave', () => { depth--; });
    listen('dragover', () => {});
    listen('drop', (e) => {
        depth = 0;
        if (e.dataTransfer.files[0]) take(e.dataTransfer.files[0]);
    });
}
