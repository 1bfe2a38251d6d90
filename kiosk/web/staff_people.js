// The tab "people": find somebody, mend a name, remove them from the game, let them back in, erase them.

import {el, icon, number, replace} from './kit.js';

const kPage = 50;

export function draw_people(shell) {
    const {root} = shell;
    let query = '', people = [], total = 0, wanted = 0, timer = 0;
    let list, count, more;
    redraw();
    return {redraw, shown: () => load(0)};

    function redraw() {
        const {t} = shell;
        const search = el('input.input', {id: 'find', type: 'search', autocomplete: 'off', placeholder: t('people.search'), 'aria-label': t('people.search'), value: query, oninput: () => {
            query = search.value;
            clearTimeout(timer);
            timer = setTimeout(() => load(0), 200);
        }});
        list = el('ul.people', {});
        count = el('p.soft', {role: 'status'});
        more = el('button.button.outline', {type: 'button', hidden: true, onclick: () => load(people.length)}, t('people.more'));
        replace(root, el('h1.unseen', {}, t('tab.people')), search, count, list, more);
        fill();
        if (shell.shown()) load(0);
    }

    async function load(offset) {
        const ticket = ++wanted;
        const {status, data} = await shell.api('/api/staff/people?q=' + encodeURIComponent(query.trim()) + '&offset=' + offset + '&limit=' + kPage);
        if (ticket !== wanted) return;
        if (status === 401) location.reload();
        if (status !== 200) return;
        total = data.total;
        people = offset ? people.concat(data.people) : data.people;
        fill();
    }

    function fill() {
        const {t, lang} = shell;
        count.textContent = query ? t('people.found', number(total, lang)) : t('people.count', number(total, lang));
        more.hidden = people.length >= total;
        replace(list, ...people.map((person) => el('li.card' + (person.removed ? '.out' : ''), {},
            el('span.who', {}, el('b', {}, person.name), person.unit_title ? el('small', {}, person.unit_title) : null,
                person.removed ? el('span.pill.bad', {}, icon('cross'), t('people.out')) : null),
            el('span.row', {}, el('button.button.tight', {type: 'button', 'aria-label': t('people.rename_one', person.name), onclick: () => rename(person)}, t('people.rename')),
                el('button.button.tight', {type: 'button', 'aria-label': t(person.removed ? 'people.back_one' : 'people.remove_one', person.name), onclick: () => set_removed(person)},
                    t(person.removed ? 'people.back' : 'people.remove')),
                el('button.button.tight', {type: 'button', 'aria-label': t('people.forget_one', person.name), onclick: () => forget(person)}, t('people.forget'))))));
    }

    // While somebody thinks over a question, the list may have been loaded anew.
    function listed(person) {
        return people.find((one) => one.id === person.id) ?? person;
    }

    async function change(person, body, sentence) {
        const reply = await shell.post('/api/staff/people/' + encodeURIComponent(person.id), body);
        if (reply.status !== 200) return;
        Object.assign(listed(person), {name: reply.data.name, removed: reply.data.removed});
        fill();
        shell.toast(sentence);
    }

    async function rename(person) {
        const {t} = shell;
        const input = el('input.input', {id: 'new-name', value: person.name, maxLength: 120, autocomplete: 'off'});
        const yes = await shell.ask({title: t('people.rename_title'), yes: t('save'), body: {
            node: el('label.field', {}, el('span', {}, t('people.new_name')), input),
            check: () => Boolean(input.value.trim())
        }});
        if (yes) await change(person, {name: input.value.trim().normalize('NFC')}, t('people.renamed'));
    }

    // Because they ask for it: there is no way back.
    async function forget(person) {
        const {t} = shell;
        if (!await shell.ask({title: t('people.forget_title', person.name), text: t('people.forget_text'), yes: t('people.forget'), danger: true})) return;
        const reply = await shell.post('/api/staff/people/' + encodeURIComponent(person.id) + '/forget', {sure: true});
        if (reply.status !== 200) return;
        people = people.filter((one) => one.id !== person.id);
        total -= 1;
        fill();
        shell.toast(t('people.is_forgotten'));
    }

    async function set_removed(person) {
        const {t} = shell;
        if (person.removed) return change(person, {removed: false}, t('people.is_back', person.name));
        if (await shell.ask({title: t('people.remove_title', person.name), text: t('people.remove_text'), yes: t('people.remove'), danger: true})) {
            await change(person, {removed: true}, t('people.is_out', person.name));
        }
    }
}
