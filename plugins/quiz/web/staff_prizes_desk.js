// The desk: a code is typed or scanned, the claim is shown as it stands, the prize is handed out once. Nothing here decides
// anything: the kiosk says what became of every touch, and who comes second is told when and where the first was.

import {announce, el, icon, nonce, number, patience, replace, say, sleep} from '/web/kit.js';

export function draw_desk(prizes, wish) {
    const {context} = prizes, {t} = context;
    let found = null, done = false; // the claim that is on the table; just handed out here
    let code = '';                  // that led to it
    let giving = false, trouble = ''; // a touch is on its way, and why it takes so long
    let mark = '';                  // what the table shows: redrawn when it changed only, so that nothing folds up under a finger

    const problem = el('p.problem', {id: 'code-problem', role: 'alert'});
    const input = el('input.input.code-input', {id: 'prize-code', type: 'text', autocomplete: 'off', autocapitalize: 'characters', spellcheck: false, maxLength: 300, placeholder: 'ABCD-2345', 'aria-describedby': 'code-problem'});
    const desk = el('input.input', {id: 'desk-name', type: 'text', maxLength: 40, autocomplete: 'off', value: prizes.desk, onchange: () => { prizes.desk = desk.value.trim(); desk.value = prizes.desk; }});
    const table = el('div.table-top', {}), stock = el('section.card.stock', {}), lists = el('div.lists', {});
    const form = el('form.card.seek', {noValidate: true, onsubmit: (e) => { e.preventDefault(); find(input.value); }},
        el('label.field', {htmlFor: 'prize-code'}, el('span', {}, t('prizes.code'))), el('div.row', {}, input, el('button.button.primary', {type: 'submit', id: 'find-code'}, t('prizes.find'))), problem,
        el('p.soft.small', {}, t('prizes.hint')), el('label.field.desk', {htmlFor: 'desk-name'}, el('span', {}, t('prizes.my_desk')), desk));
    const node = el('div.columns', {}, el('div.main', {}, form, table), el('div.side', {}, stock, lists));
    refresh();
    return {node, refresh, ready: () => {
        if (wish.code) find(wish.code);
        else if (matchMedia('(min-width: 900px)').matches) input.focus({preventScroll: true});
    }};

    function refresh() {
        if (found && !giving) found = prizes.model.claims.find((one) => one.id === found.id) || found;
        draw_table();
        draw_stock();
        draw_lists();
    }

    async function find(typed) {
        problem.textContent = '';
        if (!typed.trim()) return input.focus();
        const {status, data} = await context.api('/p/quiz/staff/prizes/find', {code: typed});
        if (status === 401) return context.signed_out();
        if (status !== 200) {
            problem.textContent = data.message || t(status ? 'failed' : 'net.lost');
            found = null;
            draw_table();
            input.select();
            return;
        }
        code = typed;
        input.value = '';
        lay_down(data.claim, false);
    }

    function lay_down(claim, just_now) {
        found = claim;
        done = just_now;
        draw_table();
        const heading = table.querySelector('h2');
        if (heading) heading.focus({preventScroll: true});
        table.scrollIntoView({block: 'nearest'});
    }

    // ---------------------------------------------------------------- the claim

    // What the winner calls themselves; the name that the prize was announced with stands below it, where that is another one.
    function who(claim) {
        return claim.own_name || claim.name || t('prizes.forgotten');
    }
    function on_board(claim) {
        return [claim.held ? el('span.pill.warn', {}, icon('clock'), t('prizes.held')) : null, claim.own_name ? el('small', {}, t('prizes.on_board', claim.name)) : null];
    }
    function place_of(claim) {
        return t(claim.shared ? 'prizes.shared' : 'prizes.place', claim.place);
    }
    function line_of(claim) {
        return prizes.model.stock.find((one) => one.place === claim.prize_place) || null;
    }
    function left(line) {
        return line.left < 0 ? t('prizes.short', number(-line.left, context.lang)) : t('prizes.left', number(line.left, context.lang));
    }

    function draw_table() {
        const wanted = found ? JSON.stringify([found, line_of(found), done, giving, trouble]) : '';
        if (wanted === mark) return;
        mark = wanted;
        if (!found) return replace(table);
        const claim = found, line = line_of(claim), out = claim.state === 'handed_out', prize = say(claim.prize, context.lang);
        const look = claim.state === 'waiting' ? '.waiting' : out && done ? '.ok' : '.bad';
        const head = claim.state === 'waiting' ? null
            : out && done ? el('p.verdict', {}, icon('check'), el('b', {}, t('prizes.handed', prize, who(claim))))
            : out ? el('p.verdict', {}, icon('warn'), el('span', {}, el('b', {}, t('prizes.out_at', prizes.moment(claim.at_ms)), claim.desk ? ' ' + t('prizes.out_by', claim.desk) : '', '. '), t('prizes.stop')))
            : el('p.verdict', {}, icon('cross'), el('span', {}, el('b', {}, t('prizes.withdrawn') + '. '), claim.note ? t('prizes.why.' + claim.note) : ''));
        replace(table, el('section.card.claim' + look, {}, head,
            el('h2', {tabIndex: -1}, prize), el('p.whose', {}, who(claim), ...on_board(claim), claim.unit ? el('small', {}, claim.unit) : null),
            el('p.pills', {}, el('span.pill', {}, icon('trophy'), place_of(claim)), el('span.pill', {}, say(claim.title, context.lang)),
                line ? el('span.pill' + (line.left <= 0 ? '.bad' : '.ok'), {}, left(line)) : null),
            claim.note && claim.state !== 'withdrawn' ? el('p.note', {}, icon('warn'), t('prizes.note.' + claim.note)) : null,
            claim.state === 'waiting' ? el('button.button.primary.give', {type: 'button', id: 'hand-out', disabled: giving, onclick: () => hand_out(claim, {code})}, icon(giving ? 'clock' : 'check'), t(giving ? 'prizes.giving' : 'prizes.hand_out')) : null,
            giving && trouble ? el('p.problem', {role: 'alert'}, trouble) : null,
            el('div.row.after', {}, out ? el('button.button.outline', {type: 'button', id: 'undo', onclick: () => undo(claim)}, t('prizes.undo')) : null,
                el('button.button.outline', {type: 'button', onclick: () => { found = null; draw_table(); input.focus(); }}, t('prizes.next_code'))),
            trail(claim)));
    }

    // What was done with it so far, asked for when it is opened.
    function trail(claim) {
        const list = el('ol.trail', {});
        return el('details', {ontoggle: async (e) => {
            if (!e.target.open || list.firstChild) return;
            const {status, data} = await context.api('/p/quiz/staff/prizes/trail/' + claim.id);
            if (status === 200) replace(list, ...data.trail.map((one) => el('li', {}, el('b', {}, prizes.moment(one.at_ms)), ' ', t('prizes.trail.' + one.what), one.desk ? ' · ' + one.desk : '',
                one.reason && one.what !== 'withdrawn' ? ' · “' + one.reason + '”' : '')));
        }}, el('summary', {}, t('prizes.trail'), icon('chevron')), list);
    }

    // ---------------------------------------------------------------- what is done

    // Sent until the kiosk has said what became of it, as one attempt: after a lost reply it is not refused as its own second.
    async function hand_out(claim, proof, attempt = nonce()) {
        if (giving) return;
        giving = true;
        trouble = '';
        if (!found || found.id !== claim.id) lay_down(claim, false);
        const here = () => node.isConnected && found && found.id === claim.id;
        let reply = null;
        for (let n = 0; !reply; n++) {
            draw_table();
            const {status, data} = await context.api('/p/quiz/staff/prizes/hand-out', {claim: claim.id, desk: desk.value.trim(), attempt, ...proof});
            if ((status && status < 500) || !here()) reply = {status, data};
            else {
                trouble = data.message || t('net.lost');
                draw_table();
                await sleep(patience(n));
            }
        }
        giving = false;
        const {status, data} = reply, prize = say(claim.prize, context.lang);
        if (status === 200) {
            if (here()) lay_down(data.claim, true);
            else context.toast(t('prizes.handed', prize, who(data.claim)));
            prizes.reload();
            announce(t('prizes.handed', prize, who(data.claim)));
        } else if (status === 409 && data.error === 'stock_out') {
            draw_table();
            if (await context.ask({title: t('prizes.beyond_title', prize), text: t('prizes.beyond_text'), yes: t('prizes.beyond_yes')})) await hand_out(claim, {...proof, beyond_stock: true}, attempt);
        } else {
            draw_table();
            failed(status, data);
        }
    }

    function failed(status, data) {
        done = false;
        if (status === 401) return context.signed_out();
        if (data.claim) { // somebody else was first, or the round was re-scored: the table shows how it stands
            prizes.reload();
            lay_down(data.claim, false);
        }
        context.toast(data.message || t(status ? 'failed' : 'net.lost'), true);
    }

    async function undo(claim) {
        const because = reason();
        if (!await context.ask({title: t('prizes.undo_title', say(claim.prize, context.lang), who(claim)), text: t('prizes.undo_text'), yes: t('prizes.undo_yes'), danger: true, body: because})) return;
        const {status, data} = await context.api('/p/quiz/staff/prizes/undo', {claim: claim.id, reason: because.said(), desk: desk.value.trim()});
        if (status !== 200) return failed(status, data);
        if (found && found.id === claim.id) lay_down(data.claim, false);
        prizes.reload();
        context.toast(t('prizes.undone'));
    }

    async function without_code(claim) {
        const because = reason();
        if (!await context.ask({title: t('prizes.no_code_title', say(claim.prize, context.lang), who(claim)), text: t('prizes.no_code_text'), yes: t('prizes.hand_out'), body: because})) return;
        await hand_out(claim, {reason: because.said()});
    }

    function reason() {
        const words = el('input.input', {id: 'reason', type: 'text', maxLength: 200, autocomplete: 'off'});
        return {node: el('label.field', {htmlFor: 'reason'}, el('span', {}, t('prizes.reason')), words), check: () => Boolean(words.value.trim()), said: () => words.value.trim()};
    }

    // ---------------------------------------------------------------- what is left, and who is still to come

    function draw_stock() {
        const lines = prizes.model.stock;
        replace(stock, el('h2', {}, t('prizes.stock')), lines.length ? el('ul', {}, ...lines.map((line) => el('li' + (line.left <= 0 ? '.none' : ''), {},
            el('span', {}, el('b', {}, say(line.title, context.lang)), el('small', {}, t('prizes.stock_line', number(line.handed_out, context.lang), number(line.waiting, context.lang)))),
            el('b.digits.left', {}, left(line)), el('progress', {max: Math.max(1, line.stock), value: Math.max(0, line.left), 'aria-hidden': 'true'})))) : el('p.soft', {}, t('prizes.no_rule')));
    }

    function draw_lists() {
        const {claims} = prizes.model, open = new Set(Array.from(lists.querySelectorAll('details[open]')).map((one) => one.id));
        const of = (state) => claims.filter((one) => one.state === state);
        const waiting = of('waiting'), out = of('handed_out').reverse(), gone = of('withdrawn').reverse();
        replace(lists, el('section.card', {}, el('h2', {}, t('prizes.waiting', number(waiting.length, context.lang))),
                waiting.length ? el('ul.claims', {}, ...waiting.map((claim) => row(claim, el('button.button.tight', {type: 'button', 'aria-label': t('prizes.no_code_one', who(claim)), onclick: () => without_code(claim)}, t('prizes.no_code')))))
                    : el('p.soft', {}, t(claims.length ? 'prizes.nobody_waits' : 'prizes.none'))),
            out.length ? folded('out', t('prizes.out', number(out.length, context.lang)), out.map((claim) => row(claim, el('button.button.tight', {type: 'button', 'aria-label': t('prizes.undo_one', who(claim)), onclick: () => undo(claim)}, t('prizes.undo'))))) : null,
            gone.length ? folded('gone', t('prizes.gone', number(gone.length, context.lang)), gone.map((claim) => row(claim, null))) : null);
        function folded(id, title, rows) {
            return el('details.card', {id: 'list-' + id, open: open.has('list-' + id)}, el('summary', {}, el('h2', {}, title), icon('chevron')), el('ul.claims', {}, ...rows));
        }
    }

    function row(claim, button) {
        const said = claim.state === 'handed_out' ? [t('prizes.out_at', prizes.moment(claim.at_ms)), claim.desk ? t('prizes.out_by', claim.desk) : ''].join(' ').trim()
            : claim.state === 'withdrawn' ? (claim.note ? t('prizes.why.' + claim.note) : '') : '';
        return el('li', {}, el('span.who', {}, el('b', {}, who(claim)), ...on_board(claim), el('small', {}, [say(claim.prize, context.lang), place_of(claim), say(claim.title, context.lang)].join(' · ')),
            said ? el('small', {}, said) : null, claim.state === 'handed_out' && claim.note ? el('small.warn', {}, t('prizes.note.' + claim.note)) : null), button);
    }
}
