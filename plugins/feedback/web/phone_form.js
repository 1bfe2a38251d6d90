// The three taps: what is hard, where, send; and a sentence for who wants to say more. A sheet over the page. It is sent until it is
// kept or refused; the nonce makes a second try the same voice.

import {announce, el, fold, icon, nonce, patience, replace, say, sleep, style, words} from '/web/kit.js';

const kReasons = ['line', 'device', 'procedure', 'skills', 'other'];
const kMostLetters = 200;

// → true once it is open; false: no network.
export async function open_form(context, done) {
    const {lang} = context;
    const [said, told] = await Promise.all([context.api('/i18n/' + lang + '/feedback.phone'), context.api('/api/event'), style('/p/feedback/phone.css')]);
    if (said.status !== 200 || told.status !== 200) return false;
    const t = words(said.data), event = told.data;
    const units = event.units || [], stage = document.getElementById('stage');
    const mine = nonce();
    const voice = {reason: '', unit: (context.player || {}).unit || '', sentence: ''};
    const body = el('div.feedback-body', {});
    const heading = el('h2', {id: 'feedback-title', tabIndex: -1});
    const sheet = el('div.sheet.feedback-sheet', {role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'feedback-title'},
        el('div.sheet-top', {}, heading, el('button.button.tight', {type: 'button', onclick: () => history.back()}, t('close'))), body);
    history.pushState({sheet: 1}, ''); // the phone's back button closes the sheet, not the page
    window.addEventListener('popstate', close);
    document.addEventListener('keydown', keys);
    stage.inert = true;
    document.body.append(sheet);
    ask_reason();
    return true;

    function keys(e) {
        if (e.key === 'Escape') history.back();
    }
    function close() {
        window.removeEventListener('popstate', close);
        document.removeEventListener('keydown', keys);
        stage.inert = false;
        sheet.remove();
        const before = document.getElementById('feedback');
        if (before) before.focus();
    }
    function show(title, ...children) {
        heading.textContent = title;
        replace(body, ...children);
        sheet.scrollTop = 0;
        heading.focus();
    }

    function ask_reason() {
        show(t('title'), el('ul.feedback-list', {}, ...kReasons.map((reason) => el('li', {}, el('button', {type: 'button', 'data-reason': reason, onclick: () => {
            voice.reason = reason;
            if (units.length) ask_unit();
            else ask_sentence();
        }}, el('b', {}, t('reason.' + reason)), el('small', {}, t('reason.' + reason + '_text')))))),
        el('p.soft.small', {}, t('anonymous')));
    }

    function ask_unit() {
        const list = el('ul', {}), folded = units.map((unit) => fold(say(unit.title, lang)));
        const search = el('input.input', {type: 'search', autocomplete: 'off', spellcheck: false, placeholder: t('search'), 'aria-label': t('search'), oninput: fill});
        const choice = (id, text) => el('li', {}, el('button', {type: 'button', 'aria-pressed': String(voice.unit === id), onclick: () => {
            voice.unit = id;
            ask_sentence();
        }}, text));
        show(t('where'), search, list);
        fill();

        function fill() {
            const typed = fold(search.value.trim()).split(/\s+/);
            const own = search.value ? null : units.find((unit) => unit.id === voice.unit);
            const found = units.filter((unit, i) => unit !== own && typed.every((word) => folded[i].includes(word)));
            replace(list, own ? choice(own.id, say(own.title, lang)) : null, search.value ? null : choice('', t('no_unit')),
                ...found.map((unit) => choice(unit.id, say(unit.title, lang))), found.length || own ? null : el('li.none', {}, t('not_found')));
            if (search.value) announce(t('found', found.length));
        }
    }

    function ask_sentence() {
        const unit = units.find((one) => one.id === voice.unit);
        const left = el('small.soft.digits', {}), problem = el('p.problem', {id: 'feedback-problem', role: 'alert'});
        const text = el('textarea.input', {id: 'feedback-sentence', rows: 4, maxLength: 600, value: voice.sentence, 'aria-describedby': 'feedback-problem', oninput: () => {
            voice.sentence = text.value;
            count();
        }});
        const go = el('button.button.primary', {type: 'button', id: 'feedback-send', onclick: () => send(go, problem)}, t('send'));
        show(t('send_title'), el('p.labels', {}, el('span.pill.accent', {}, t('reason.' + voice.reason)),
            el('span.pill', {}, unit ? say(unit.title, lang) : t('no_unit_said'))),
        el('label.field', {}, el('span', {}, t('sentence')), text), left, problem, el('div.bottom', {}, go));
        count();

        function count() {
            const over = Array.from(voice.sentence.normalize('NFC')).length - kMostLetters;
            left.textContent = over > 0 ? t('too_long', over) : t('left', -over);
        }
    }

    async function send(go, problem) {
        if (go.getAttribute('aria-disabled') === 'true') return;
        go.setAttribute('aria-disabled', 'true');
        problem.textContent = '';
        const message = {reason: voice.reason, unit: voice.unit, sentence: voice.sentence.normalize('NFC'), nonce: mine};
        for (let n = 0; sheet.isConnected; n++) {
            const {status, data} = await context.api('/p/feedback/voice', message);
            if (status === 200) return thank();
            if (status === 401 || status === 403) {
                history.back();
                return context.recheck();
            }
            const again = status === 0 || status >= 500 || data.error === 'http.busy' || data.error === 'too_many';
            problem.textContent = data.message || t('retrying');
            if (!again) break;
            await sleep(patience(n));
        }
        go.removeAttribute('aria-disabled');
    }

    function thank() {
        show(t('thanks'), el('div.picture-page', {}, el('div.picture.ok', {}, icon('check')), el('p', {}, t('thanks_text'))),
            el('div.bottom', {}, el('button.button.primary', {type: 'button', onclick: () => history.back()}, t('close'))));
        done();
    }
}
