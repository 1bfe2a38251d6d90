// What the views of the question sets share.

import {el, fold, icon, number, say} from '/web/kit.js';

export const kKind = 'quiz-bank';
export const kLevels = ['easy', 'medium', 'hard'];

// "/api/staff/packs/an-toan-so/use"
export const pack_path = (id, tail) => '/api/staff/packs/' + encodeURIComponent(id) + (tail || '');

export const title_of = (pack, lang) => say(pack.title, lang) || pack.id;

// "Câu hỏi mới (2)" → "cau-hoi-moi-2": an id for a new set, different from those in `taken`.
export function id_for(title, taken) {
    const plain = fold(title).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '') || 'bo-cau-hoi';
    let id = plain;
    for (let n = 2; taken.includes(id); n++) id = plain + '-' + n;
    return id;
}

// A coloured sign with a sentence; never the colour alone.
export function sign(kind, ...children) {
    return el('p.sign-line.' + kind, {}, icon(kind === 'good' ? 'check' : 'warn'), el('span', {}, ...children));
}

// Places and sentences, folded where there are many.
export function notes_list(notes) {
    return el('ul.notes', {}, ...notes.map((note) => el('li', {}, note.place ? el('b', {}, note.place) : null, el('span', {}, note.sentence))));
}
export const note_of_fault = (fault, t) => ({place: fault.line ? t('sets.line', fault.line) : '', sentence: fault.sentence});

// How hard the questions are, as one bar and in words.
export function spread({t, lang}, levels) {
    const there = kLevels.filter((level) => levels && levels[level] > 0);
    if (!there.length) return null;
    const bar = el('div.spread', {'aria-hidden': 'true'}, ...there.map((level) => {
        const part = el('i.' + level);
        part.style.flexGrow = levels[level];
        return part;
    }));
    return el('div', {}, bar, el('p.soft.small', {}, there.map((level) => number(levels[level], lang) + ' ' + t('sets.level.' + level).toLowerCase()).join(' · ')));
}

// "24 câu", "1 question"
export function count_of({t, lang}, questions) {
    return questions === 1 ? t('sets.question') : t('sets.questions', number(questions, lang));
}

export function size_of({t, lang}, bytes) {
    return bytes < 1024 * 1024 ? t('sets.kilobytes', number(Math.max(1, Math.round(bytes / 1024)), lang)) : t('sets.megabytes', number(Math.round(bytes / 104857.6) / 10, lang));
}

// Where a version came from, in words.
export function origin_of({t}, one) {
    return one.file && t('sets.from.' + one.origin + '_file') !== 'sets.from.' + one.origin + '_file' ? t('sets.from.' + one.origin + '_file', one.file) : t('sets.from.' + one.origin);
}

export function fold_up(title, open, fill) {
    const inside = el('div.inside', {});
    let filled = false;
    const details = el('details.fold', {open: Boolean(open), ontoggle: look}, el('summary', {}, el('h2', {}, title), icon('chevron')), inside);
    look();
    return details;

    function look() { // filled when it is first opened: a set may be large
        if (!details.open || filled) return;
        filled = true;
        inside.append(...fill());
    }
}

export function back_button(sets) {
    return el('button.button.tight.back', {type: 'button', onclick: sets.back}, icon('chevron'), sets.context.t('sets.back'));
}

// Shows the first `page` of many, and the rest on request: { node, fill(items) }. The focus goes to the first that came.
export function in_pages({t, lang}, page, draw) {
    const list = el('ol.asked-list', {}), more = el('button.button.outline', {type: 'button', onclick: () => {
        const first = list.children.length;
        add();
        if (list.children[first]) list.children[first].focus();
    }});
    let items = [], shown = 0;
    return {
        node: el('div', {}, list, more), list,
        fill(all, at_least) {
            items = all;
            shown = 0;
            while (list.firstChild) list.firstChild.remove();
            do add(); while (shown < Math.min(at_least || 0, items.length));
        },
        get shown() { return shown; }
    };

    function add() {
        const next = items.slice(shown, shown + page);
        list.append(...next.map((item) => draw(item)));
        shown += next.length;
        more.hidden = shown >= items.length;
        more.textContent = t('sets.more', number(Math.min(page, items.length - shown), lang));
    }
}
