// Personal data on the phone: the notice, "my data" (see, correct, withdraw, erase), and the question for a phone number after
// the game. One sheet over the page, loaded when somebody first opens it, so that joining stays light.
//
//     open_privacy(shell, 'notice' | 'mine' | 'phone') → true once it is open; false: no network
//     shell: api             kit.js
//            lang, event     as they are now
//            changed()       name or unit were corrected, or a number was given: look again
//            gone()          the player was erased: this phone knows nobody
//
// Nothing is ticked beforehand, and nothing is sent that the visitor has not pressed a button for.

import {announce, el, icon, keep, number, replace, say, style, words} from './kit.js';

const tables = {}; // language → t()

export async function open_privacy(shell, first) {
    const {lang} = shell, privacy = shell.event.privacy || {}, units = shell.event.units || [];
    const [told] = await Promise.all([tables[lang] || shell.api('/i18n/' + lang + '/privacy'), style('/web/phone_privacy.css')]);
    if (!tables[lang] && told.status !== 200) return false;
    const t = tables[lang] = tables[lang] || words(told.data);
    const body = el('div.sheet-body', {});
    const sheet = el('div.sheet.privacy', {role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'privacy-title'}, body);
    const behind = ['stage', 'offer'].map((id) => document.getElementById(id)).concat(document.querySelector('.top'));
    const before = document.activeElement;
    let data = null; // what GET /api/me/data said last
    let number_form = null; // what is typed and ticked there; the notice may be read meanwhile

    history.pushState({sheet: 1}, ''); // the phone's back button closes the sheet, not the page
    window.addEventListener('popstate', closed);
    document.addEventListener('keydown', keys);
    for (const one of behind) one.inert = true;
    document.body.append(sheet);
    if (first === 'notice') notice(null);
    else load().then((loaded) => loaded && (first === 'phone' && data.asks_phone ? age : mine)());
    return true;

    function close() { history.back(); }
    function closed() {
        window.removeEventListener('popstate', closed);
        document.removeEventListener('keydown', keys);
        for (const one of behind) one.inert = false;
        sheet.remove();
        if (before && before.isConnected) before.focus();
    }
    function keys(e) { if (e.key === 'Escape') close(); }

    // ------------------------------------------------------------ parts

    function show(title, ...content) {
        const heading = el('h1', {id: 'privacy-title', tabIndex: -1}, title);
        replace(body, el('div.sheet-head', {}, heading, button('.tight', t('close'), close)), ...content);
        sheet.scrollTop = 0;
        heading.focus({preventScroll: true});
    }
    function button(look, text, onclick) {
        return el('button.button' + look, {type: 'button', onclick}, text);
    }
    function problem() {
        return el('p.problem', {id: 'privacy-problem', role: 'alert'});
    }
    // A box that is empty until somebody ticks it. The whole card is the target.
    function box(id, text) {
        const {ticked} = number_form;
        const input = el('input', {type: 'checkbox', id: 'box-' + id, name: id, autocomplete: 'off', checked: Boolean(ticked[id]), onchange: () => { ticked[id] = input.checked; }});
        return {input, node: el('label.tick', {htmlFor: 'box-' + id}, input, el('span.mark', {'aria-hidden': 'true'}, icon('check')), el('span', {}, text))};
    }
    function when(ms) {
        return new Date(ms).toLocaleString(lang === 'en' ? 'en-GB' : 'vi-VN', {day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit'});
    }
    function wording(purpose, child) {
        const own = (privacy.purposes || []).concat(privacy.phone || []).find((one) => one.id === purpose && say(one.text, lang));
        if (own) return say(own.text, lang);
        return purpose === 'prize' ? t(child ? 'purpose.prize_child' : 'purpose.prize') : purpose;
    }
    async function load() {
        const {status, data: told} = await shell.api('/api/me/data');
        if (status === 200) data = told;
        else if (status === 401) {
            shell.gone();
            close();
        } else show(t('mine.title'), el('p.soft', {}, t('lost')));
        return status === 200;
    }
    // Sends once; what went wrong stands in `says`. True where it is done.
    async function send(path, what, says, pressed) {
        if (pressed.getAttribute('aria-disabled')) return false;
        const text = pressed.textContent;
        pressed.setAttribute('aria-disabled', 'true');
        pressed.textContent = t('busy');
        says.textContent = '';
        const reply = await shell.api(path, what);
        pressed.removeAttribute('aria-disabled');
        pressed.textContent = text;
        if (reply.status === 200) return reply.data;
        says.textContent = reply.data.message || t(reply.status ? 'failed' : 'lost');
        return false;
    }

    // ------------------------------------------------------------ the notice

    function notice(back) {
        const controller = privacy.controller || {};
        const text = (say(privacy.notice, lang) || t('notice.text')).replace(/\{days\}/g, privacy.retention_days)
            .replace(/\{controller\}/g, say(controller.name, lang) || t('notice.controller')).replace(/\{contact\}/g, say(controller.contact, lang) || t('notice.contact'));
        show(t('notice.title'), ...text.split('\n').map(paragraph), el('p.soft.small', {}, t('notice.version', privacy.version)),
            back ? el('div.bottom', {}, button('.outline', t('back'), back)) : null);
    }
    // "Giữ bao lâu: 30 ngày" reads best with its beginning set off.
    function paragraph(line) {
        const end = line.indexOf(': ');
        return end > 0 && end < 32 ? el('p', {}, el('b', {}, line.slice(0, end + 1)), line.slice(end + 1)) : el('p', {}, line);
    }

    // ------------------------------------------------------------ my data

    function mine(news) {
        const {player, results, consents} = data;
        const says = problem(), at_screen = el('p.problem', {role: 'alert'});
        const to_screen = button('.outline', t('mine.screen'), async () => {
            const told = await send('/api/me/code', {}, at_screen, to_screen);
            if (told) screen_code(told.code);
        });
        const withdraw = button('.outline', t('mine.withdraw'), async () => {
            const told = await send('/api/me/phone/withdraw', {}, says, withdraw);
            if (!told) return;
            data = told;
            shell.changed();
            mine(t('mine.withdrawn'));
        });
        show(t('mine.title'),
            news ? el('p.done', {role: 'status'}, icon('check'), el('span', {}, news)) : el('p.soft', {}, t('mine.lead')),
            card(t('mine.who'), el('p.big', {}, player.name), el('p', {}, player.unit_title || t('mine.no_unit')),
                el('p.soft.small', {}, t('mine.joined', when(player.joined_ms), player.notice || '–')), el('p.soft.small', {}, t('mine.code', player.code)),
                player.removed ? null : button('', t('mine.edit'), edit), player.removed || !shell.event.screen ? null : to_screen, at_screen),
            card(t('mine.results'), results.length ? el('ul.facts', {}, ...results.map((one) => el('li', {}, el('b', {}, one.title), one.rehearsal ? ' (' + t('mine.rehearsal') + ')' : '',
                el('span', {}, t('mine.result', number(one.score, lang), one.right, one.asked)), el('span.soft.small', {}, when(one.finished_ms))))) : el('p.soft', {}, t('mine.no_results'))),
            card(t('mine.phone'), el('p', {}, t(data.phone ? 'mine.has_phone' : 'mine.no_phone')), data.phone ? withdraw : null,
                data.asks_phone ? button('', t('phone.title'), age) : null, says),
            card(t('mine.consents'), consents.length ? el('ul.facts', {}, ...consents.map((one) => el('li', {}, el('span', {}, wording(one.purpose, one.guardian)),
                el('span.soft.small', {}, t(one.ticked ? 'mine.agreed' : 'mine.not_agreed', when(one.at_ms), one.notice) + (one.guardian ? ' · ' + t('mine.by_guardian') : '')
                    + (one.withdrawn_ms ? ' · ' + t('mine.withdrawn_at', when(one.withdrawn_ms)) : ''))))) : el('p.soft', {}, t('mine.no_consents'))),
            el('div.bottom', {}, button('.outline', t('mine.notice'), () => notice(() => mine())), button('.danger', t('mine.erase'), erase)));
        if (news) announce(news);
    }
    function card(title, ...content) {
        return el('section.card', {}, title ? el('h2', {}, title) : null, ...content);
    }

    // To be read off while it is typed: in threes, as the screen shows its own.
    function screen_code(code) {
        show(t('mine.screen_title'), card('', el('p.code', {}, code.match(/.{1,3}/g).join(' ')), el('p', {}, t('mine.screen_text'))),
            el('div.bottom', {}, button('.outline', t('back'), () => mine())));
    }

    function edit() {
        const says = problem();
        const name = el('input.input', {id: 'my-name', value: data.player.name, maxLength: 120, autocomplete: 'nickname', 'aria-describedby': 'privacy-problem'});
        const unit = el('select.input', {id: 'my-unit'}, el('option', {value: ''}, t('mine.no_unit')),
            ...units.map((one) => el('option', {value: one.id, selected: one.id === data.player.unit}, say(one.title, lang))));
        const go = el('button.button.primary', {type: 'submit'}, t('save'));
        show(t('mine.who'), el('form.fields', {noValidate: true, onsubmit: async (e) => {
            e.preventDefault();
            const told = await send('/api/me', {name: name.value.trim().normalize('NFC'), unit: unit.value}, says, go);
            if (!told) return name.focus();
            shell.changed();
            if (await load()) mine(t('mine.changed'));
        }}, el('label.field', {}, el('span', {}, t('mine.name')), name), units.length ? el('label.field', {}, el('span', {}, t('mine.unit')), unit) : null, says,
        el('div.bottom', {}, go, button('.outline', t('cancel'), () => mine()))));
    }

    function erase() {
        const says = problem();
        const go = button('.danger', t('erase.yes'), async () => {
            if (!await send('/api/me/forget', {sure: true}, says, go)) return;
            for (const key of keep.keys('')) keep.drop(key);
            shell.gone();
            show(t('erase.done'), el('div.picture-page', {}, el('div.picture.ok', {}, icon('check')), el('p', {}, t('erase.done_text'))),
                el('div.bottom', {}, button('.primary', t('erase.again'), close)));
        });
        show(t('erase.title'), el('div.picture-page', {}, el('div.picture.warn', {}, icon('warn')), el('p', {}, t('erase.text')), says),
            el('div.bottom', {}, go, button('.outline', t('erase.no'), () => mine())));
    }

    // ------------------------------------------------------------ a phone number, after the game

    function age() {
        show(t('phone.title'), el('p.soft', {}, t('phone.lead', privacy.retention_days)), el('h2.ask-age', {}, t('phone.age')), el('p.soft', {}, t('phone.age_text')),
            el('div.bottom', {}, button('.primary', t('phone.adult'), () => ask(false)), button('', t('phone.child'), () => ask(true)), button('.outline', t('phone.later'), close)));
    }

    function ask(child) {
        if (!number_form || number_form.child !== child) number_form = {child, phone: '', ticked: {}};
        const says = problem(), form = number_form;
        const phone = el('input.input.digits', {id: 'my-phone', type: 'tel', inputmode: 'tel', maxLength: 40, placeholder: t('phone.hint'), autocomplete: child ? 'off' : 'tel', 'aria-describedby': 'privacy-problem', value: form.phone, oninput: () => {
            form.phone = phone.value;
            says.textContent = '';
        }});
        const guardian = child ? box('guardian', t('phone.guardian')) : null;
        const boxes = (privacy.phone || []).map((purpose) => Object.assign(box(purpose.id, wording(purpose.id, child)), {id: purpose.id}));
        const go = el('button.button.primary', {type: 'submit'}, t('phone.send'));
        show(t(child ? 'phone.parent_title' : 'phone.title'), el('form.fields', {noValidate: true, onsubmit: async (e) => {
            e.preventDefault();
            const ticked = {};
            for (const one of boxes) ticked[one.id] = one.input.checked;
            const told = await send('/api/me/phone', {phone: phone.value, notice: privacy.version, under_16: child, guardian: Boolean(guardian && guardian.input.checked), boxes: ticked}, says, go);
            if (!told) return;
            data = told;
            number_form = null;
            shell.changed();
            show(t('phone.saved'), el('div.picture-page', {}, el('div.picture.ok', {}, icon('check')), el('p', {}, t('phone.saved_text'))),
                el('div.bottom', {}, button('.primary', t('close'), close), button('.outline', t('mine.title'), () => mine())));
        }}, el('p.soft', {}, child ? t('phone.parent_text') : t('phone.lead', privacy.retention_days)),
        el('label.field', {}, el('span', {}, t(child ? 'phone.number_parent' : 'phone.number')), phone),
        guardian ? guardian.node : null, ...boxes.map((one) => one.node), says,
        el('p.note', {}, el('button.link', {type: 'button', onclick: () => notice(() => ask(child))}, t('mine.notice'))),
        el('div.bottom', {}, go, button('.outline', t('phone.later'), close))));
    }
}
