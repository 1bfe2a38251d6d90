// What each column of a table was taken for; staff may say otherwise, and the file is read again at once.

import {el} from '/web/kit.js';
import {fold_up} from './staff_sets_parts.js';

// read_again(map: {heading: field}) → Promise<boolean>: false leaves the columns as they were
export function draw_columns(sets, table, read_again, view) {
    const {t} = sets.context;
    const name_of = (field) => (t('sets.field.' + field) === 'sets.field.' + field ? field : t('sets.field.' + field));
    const map = table.map.slice(), selects = table.columns.map(select);
    let busy = false, again = false;
    const node = fold_up(t('sets.columns', table.columns.length), view.columns_open === undefined ? !view.report.taken : view.columns_open, () => [
        el('p.soft.small', {}, t('sets.columns_text')), el('ul.map', {}, ...table.columns.map((heading, i) => el('li', {},
            el('div', {}, el('b', {id: 'heading-' + i}, heading), el('span.soft.small', {}, examples(i))), selects[i])))]);
    node.addEventListener('toggle', () => { view.columns_open = node.open; });
    node.classList.add('columns-card');
    return node;

    function examples(i) {
        const found = table.rows.map((row) => row[i]).filter(Boolean).slice(0, 3);
        return found.length ? found.join(' · ') : t('sets.column_empty');
    }

    function select(heading, i) {
        const box = el('select.input', {id: 'column-' + i, 'aria-label': t('sets.column', heading), onchange: () => {
            map[i] = box.value;
            mark();
            changed();
        }}, el('option', {value: ''}, t('sets.field.none')), ...table.fields.map((field) => el('option', {value: field}, name_of(field))));
        box.value = map[i] || '';
        const mark = () => box.classList.toggle('left-out', !box.value);
        box.mark = mark;
        mark();
        return box;
    }

    // One reading at a time; what was changed meanwhile is read after it.
    async function changed() {
        again = true;
        if (busy) return;
        busy = true;
        while (again) {
            again = false;
            const wanted = {};
            table.columns.forEach((heading, i) => { wanted[heading] = map[i]; });
            if (!await read_again(wanted)) {
                map.splice(0, map.length, ...view.report.table.map);
                selects.forEach((box, i) => { box.value = map[i]; box.mark(); });
            }
        }
        busy = false;
    }
}
