// The tab "people": find somebody, mend a name, remove them from the game, let them back in, erase them. Where the event holds
// names back, those that wait come first: approved with one touch, given another name, or left with the friendly one.
//
// What is touched is what was read: names that come in while somebody reads do not move the list under their finger, and the
// kiosk approves the very name that this page shows, or says that it is another one by now.

import {announce, el, icon, number, replace} from './kit.js';

const kPage = 50;
const kViews = ['waiting', 'all', 'removed'];

export function draw_people(shell) {
    const {root} = shell;
    let query = '', people = [], total = 0, wanted = 0, timer = 0;
    let names = null;           // {waiting, newest} of the kiosk; null: it shows every name at once
    let seen = 0;               // the newest name that waited when the list was asked for
    let view = 'all', chosen = false;
    let views, list, count, more, all, fresh;
    shell.on('kiosk/staff', (state) => told(state.names || null));
    redraw();
    return {redraw, shown: () => load(0)};

    function redraw() {
        const {t} = shell;
        const search = el('input.input', {id: 'find', type: 'search', autocomplete: 'off', placeholder: t('people.search'), 'aria-label': t('people.search'), value: query, oninput: () => {
            query = search.value;
            clearTimeout(timer);
            timer = setTimeout(() => load(0), 200);
        }});
        views = el('div.filter', {role: 'group', 'aria-label': t('people.show')});
        list = el('ul.people', {});
        count = el('p.soft', {role: 'status'});
        more = el('button.button.outline', {type: 'button', hidden: true, onclick: () => load(people.length)}, t('people.more'));
        all = el('button.button.tight', {type: 'button', id: 'approve-all', hidden: true, onclick: approve_all});
        fresh = el('button.button.outline.tight', {type: 'button', id: 'new-names', hidden: true, onclick: () => load(0)}, icon('user'), t('people.new_names'));
        replace(root, el('h1.unseen', {}, t('tab.people')), views, search, el('div.row.counted', {}, fresh, count, all), list, more);
        fill();
        if (shell.shown()) load(0);
    }

    // How many wait is told to every staff page, whatever tab is open.
    function told(now) {
        const before = names;
        names = now;
        if (names && !chosen) view = 'waiting';
        if (!names && view === 'waiting') view = 'all';
        shell.badge(names ? names.waiting : 0, names && names.waiting ? shell.t('people.tab_waiting', number(names.waiting, shell.lang)) : '');
        if (!shell.shown()) return;
        if (Boolean(before) !== Boolean(names) || (view === 'waiting' && !people.length && names && names.waiting)) load(0);
        else fill_head();
    }

    function look_at(which) {
        view = which;
        chosen = true;
        people = [];
        load(0);
    }

    async function load(offset) {
        const ticket = ++wanted, show = view === 'all' ? '' : '&show=' + view;
        const {status, data} = await shell.api('/api/staff/people?q=' + encodeURIComponent(query.trim()) + '&offset=' + offset + '&limit=' + kPage + show);
        if (ticket !== wanted) return;
        if (status === 401) return shell.signed_out();
        if (status !== 200) return;
        total = data.total;
        people = offset ? people.concat(data.people.filter((one) => !people.some((other) => other.id === one.id))) : data.people;
        if (!offset && data.names) seen = data.names.newest;
        if (data.names) names = data.names;
        fill();
    }

    function fill_head() {
        const {t, lang} = shell;
        const waiting = view === 'waiting', focused = document.activeElement && document.activeElement.id;
        replace(views, ...(names ? kViews.map((which) => el('button.chip', {type: 'button', id: 'show-' + which, 'aria-pressed': String(which === view), onclick: () => look_at(which)},
            t('people.show_' + which, number(names.waiting, lang)))) : []));
        views.hidden = !names;
        if (focused && focused.startsWith('show-') && document.getElementById(focused)) document.getElementById(focused).focus();
        const said = waiting && !query ? (total ? t('people.waiting', number(total, lang)) : t('people.none_waits'))
            : query || view !== 'all' ? t('people.found', number(total, lang)) : t('people.count', number(total, lang));
        if (count.textContent !== said) count.textContent = said;
        all.hidden = !waiting || Boolean(query) || total < 2;
        all.textContent = t('people.approve_all', number(total, lang));
        const is_new = Boolean(waiting && names && names.newest > seen && people.length);
        if (is_new && fresh.hidden) announce(t('people.new_names'));
        fresh.hidden = !is_new; // in the place of the count: the list stays where it is
        count.classList.toggle('unseen', is_new);
        more.hidden = people.length >= total;
    }

    // Whoever works with the keyboard goes on where they are: at the same button of the next name.
    function fill() {
        const at = list.contains(document.activeElement) ? Array.from(list.children).findIndex((row) => row.contains(document.activeElement)) : -1;
        const which = at >= 0 ? document.activeElement.dataset.does : '';
        fill_head();
        replace(list, ...people.map(row_of));
        if (at < 0) return;
        const row = list.children[Math.min(at, list.children.length - 1)];
        const next = row ? row.querySelector('[data-does="' + which + '"]') || row.querySelector('button') : document.getElementById('find');
        next.focus();
    }

    function row_of(person) {
        const {t} = shell;
        const button = (does, title, label, run, look) => el('button.button.tight' + (look || ''), {type: 'button', 'data-does': does, 'aria-label': label, onclick: run}, title);
        const rename_it = button('rename', t('people.rename'), t('people.rename_one', person.name), () => rename(person));
        const approve_it = person.held && !person.removed ? button('approve', t('people.approve'), t('people.approve_one', person.name), () => approve(person), '.primary') : null;
        return el('li.card' + (person.removed ? '.out' : ''), {},
            el('span.who', {}, el('b', {}, person.name), person.held ? el('small', {}, t('people.on_board', person.board_name)) : null,
                person.unit_title ? el('small', {}, person.unit_title) : null,
                person.removed ? el('span.pill.bad', {}, icon('cross'), t('people.out')) : null,
                person.held && view !== 'waiting' && !person.removed ? el('span.pill.warn', {}, icon('clock'), t('people.held')) : null),
            view === 'waiting'
                ? el('span.row', {}, approve_it, rename_it, button('keep', t('people.keep_friendly'), t('people.keep_friendly_one', person.name, person.board_name), () => keep(person)))
                : el('span.row', {}, approve_it, rename_it,
                    button('remove', t(person.removed ? 'people.back' : 'people.remove'), t(person.removed ? 'people.back_one' : 'people.remove_one', person.name), () => set_removed(person)),
                    button('forget', t('people.forget'), t('people.forget_one', person.name), () => forget(person))));
    }

    // While somebody thinks over a question, the list may have been loaded anew.
    function listed(person) {
        return people.find((one) => one.id === person.id) || person;
    }

    async function change(person, body, sentence) {
        const reply = await shell.post('/api/staff/people/' + encodeURIComponent(person.id), body);
        if (reply.status === 409) return load(0); // another name by now: nobody has looked at that
        if (reply.status !== 200) return;
        const now = {board_name: '', ...reply.data}, belongs = view === 'all' || (view === 'waiting' ? now.held && !now.removed : now.removed);
        if (belongs) Object.assign(listed(person), now);
        else {
            people = people.filter((one) => one.id !== person.id);
            total -= 1;
        }
        if (person.held && !now.held && names) names = {...names, waiting: Math.max(0, names.waiting - 1)};
        fill();
        shell.toast(sentence);
        if (!people.length && total > 0) load(0);
    }

    function approve(person) {
        return change(person, {approve: person.naming}, shell.t('people.is_approved', person.name));
    }

    function keep(person) {
        return change(person, {name: person.board_name}, shell.t('people.is_kept', person.board_name));
    }

    // In slices, so that a hall of names holds up nobody's answer. Names that were typed since the list was read still wait.
    async function approve_all() {
        const {t, lang} = shell, up_to = seen;
        if (!await shell.ask({title: t('people.approve_all_title', number(total, lang)), text: t('people.approve_all_text'), yes: t('people.approve')})) return;
        let done = 0;
        all.disabled = true;
        for (let going = true; going;) {
            const reply = await shell.post('/api/staff/people/approve', {up_to});
            if (reply.status !== 200) break;
            done += reply.data.approved;
            going = reply.data.more && reply.data.approved > 0;
            if (going) count.textContent = t('people.approving', number(reply.data.names.waiting, lang));
        }
        all.disabled = false;
        if (done) shell.toast(t('people.all_approved', number(done, lang)));
        await load(0);
        document.getElementById('find').focus({preventScroll: true});
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
