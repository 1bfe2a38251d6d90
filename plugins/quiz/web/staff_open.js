// Opening a contest: one tap on one that the event file has prepared, or a choice of banks, which topics and difficulties may
// narrow down.

import {el, icon, number, replace, say} from '/web/kit.js';

const kLevels = ['easy', 'medium', 'hard'];

// choice: {banks, topics, levels, questions, seconds, preset, auto, rehearsal}; kept by the caller
// counted: Map bank's id → its topics and difficulties, as far as known
export function draw_open(context, state, choice, counted) {
    const {t, lang} = context;
    const contests = state.contests || [], banks = state.banks || [];
    if (!choice.banks) Object.assign(choice, {banks: [], topics: [], levels: [], questions: 10, seconds: 20, preset: 'balanced', auto: false, rehearsal: false});
    let busy = false;

    return el('div.open', {},
        contests.length ? el('div', {}, el('h1', {}, t('open.title')), el('ul.contests', {}, ...contests.map(prepared))) : null,
        banks.length ? own_choice() : el('p.card', {}, t('open.no_banks')));

    async function open(body) {
        if (busy) return;
        busy = true;
        await context.post('/p/quiz/staff/open', body);
        busy = false;
    }

    function prepared(contest) {
        const title = say(contest.title, lang) || contest.id;
        const about = [t('open.questions', contest.questions), contest.seconds ? t('open.seconds', contest.seconds) : '', t('preset.' + contest.preset), contest.auto ? t('auto') : ''].filter(Boolean).join(' · ');
        return el('li.card', {}, el('h2', {}, title), el('p.soft', {}, about),
            el('div.row', {}, el('button.button.outline', {type: 'button', 'aria-label': t('open.rehearse_one', title), onclick: () => open({contest: contest.id, rehearsal: true})}, t('rehearsal')),
                el('button.button.primary', {type: 'button', 'aria-label': t('open.open_one', title), onclick: () => open({contest: contest.id, rehearsal: false})}, t('open.go'))));
    }

    function own_choice() {
        const go = el('button.button.primary', {type: 'submit'}, t('open.go'));
        const total = el('p.soft.small', {role: 'status'}), narrow = el('div.narrow', {});
        const form = el('form.card.own', {noValidate: true, onsubmit: (e) => {
            e.preventDefault();
            if (!go.disabled) open({banks: choice.banks, topics: choice.topics, difficulties: choice.levels, questions: choice.questions, seconds: choice.seconds, preset: choice.preset, auto: choice.auto, rehearsal: choice.rehearsal});
        }},
        el('fieldset', {}, el('legend', {}, t('open.banks')), ...banks.map((bank) => tick(say(bank.title, lang) || bank.id, t('open.questions', bank.questions), choice.banks.includes(bank.id), (on) => {
            choice.banks = banks.map((one) => one.id).filter((id) => id === bank.id ? on : choice.banks.includes(id));
            refresh();
        })), narrow, total),
        el('div.two', {}, stepper(t('open.count'), 'questions', 1, 50, 1, () => refresh()), stepper(t('open.time'), 'seconds', 5, 120, 5, () => {})),
        el('fieldset', {}, el('legend', {}, t('open.preset')), ...['balanced', 'accuracy', 'speed'].map((preset) =>
            el('label.tick', {}, el('input', {type: 'radio', name: 'preset', checked: choice.preset === preset, onchange: () => { choice.preset = preset; }}),
                el('span', {}, el('b', {}, t('preset.' + preset)), el('small', {}, t('preset.' + preset + '.text')))))),
        el('fieldset', {}, el('legend', {}, t('open.how')), tick(t('auto'), t('open.auto_text'), choice.auto, (on) => { choice.auto = on; }),
            tick(t('rehearsal'), t('open.rehearsal_text'), choice.rehearsal, (on) => { choice.rehearsal = on; })), go);
        refresh();
        const details = el('details', {open: !contests.length || choice.unfolded, ontoggle: () => { choice.unfolded = details.open; }}, el('summary', {}, el('h2', {}, t('open.own')), icon('chevron')), form);
        return details;

        function refresh() {
            const chosen = banks.filter((bank) => choice.banks.includes(bank.id)).map((bank) => Object.assign({topics: [], difficulties: {}}, bank, counted.get(bank.id)));
            const topics = new Map(), levels = {}; // how many questions of each
            for (const bank of chosen) {
                for (const topic of bank.topics) if (say(topic.title, lang)) topics.set(say(topic.title, 'vi'), {title: topic.title, questions: topic.questions + (topics.get(say(topic.title, 'vi')) || {questions: 0}).questions});
                for (const level of kLevels) levels[level] = (levels[level] || 0) + (bank.difficulties[level] || 0);
            }
            choice.topics = choice.topics.filter((topic) => topics.has(topic));
            choice.levels = choice.levels.filter((level) => levels[level]);
            const focused = narrow.contains(document.activeElement) ? document.activeElement.dataset.chip : null;
            replace(narrow, chips(t('open.topics'), 'topics', Array.from(topics, ([id, topic]) => [id, say(topic.title, lang), topic.questions])),
                chips(t('open.levels'), 'levels', kLevels.filter((level) => levels[level]).map((level) => [level, t('sets.level.' + level), levels[level]])));
            const again = focused && Array.from(narrow.querySelectorAll('.chip')).find((chip) => chip.dataset.chip === focused);
            if (again) again.focus();

            // Narrowed both ways, nobody here knows the exact number: the smaller one bounds it.
            const all = chosen.reduce((sum, bank) => sum + bank.questions, 0);
            const of_topics = choice.topics.length ? choice.topics.reduce((sum, topic) => sum + topics.get(topic).questions, 0) : all;
            const of_levels = choice.levels.length ? choice.levels.reduce((sum, level) => sum + levels[level], 0) : all;
            const there = Math.min(all, of_topics, of_levels);
            go.disabled = !choice.banks.length;
            total.textContent = !choice.banks.length ? t('open.pick') : there >= choice.questions ? '' : t(choice.topics.length && choice.levels.length ? 'open.at_most' : 'open.only', number(there, lang));
        }

        // None pressed means all.
        function chips(title, key, items) {
            if (items.length < 2) return null;
            return el('div.chips', {role: 'group', 'aria-label': title}, el('b', {}, title), ...items.map(([id, words, questions]) => el('button.chip', {
                type: 'button', 'data-chip': key + id, 'aria-pressed': String(choice[key].includes(id)), onclick: () => {
                    choice[key] = items.map(([one]) => one).filter((one) => (one === id ? !choice[key].includes(id) : choice[key].includes(one)));
                    refresh();
                }
            }, words, el('small.digits', {}, number(questions, lang)))));
        }
    }

    function tick(title, text, on, changed) {
        const box = el('input', {type: 'checkbox', checked: on, onchange: () => changed(box.checked)});
        return el('label.tick', {}, box, el('span', {}, el('b', {}, title), el('small', {}, text)));
    }

    function stepper(title, key, low, high, by, changed) {
        const shown = el('output.digits', {}), node = el('div.count', {role: 'group', 'aria-label': title});
        const step = (sign) => () => {
            choice[key] = Math.max(low, Math.min(high, choice[key] + sign * by));
            shown.textContent = choice[key];
            changed();
        };
        shown.textContent = choice[key];
        replace(node, el('span', {}, title), el('div', {}, el('button.button', {type: 'button', 'aria-label': t('less'), onclick: step(-1)}, icon('minus')), shown,
            el('button.button', {type: 'button', 'aria-label': t('more'), onclick: step(1)}, icon('plus'))));
        return node;
    }
}
