// Feedback on the phone: one line at the bottom of the page that says what it is for. The three taps come when it is opened
// (phone_form.js), so that who only plays loads nothing of them.

import {el, icon, load, replace} from '/web/kit.js';

export function mount(context) {
    const {root} = context;
    let said = false; // thanked on this page; the kiosk itself knows for an hour who has spoken
    let opening = false, lost = false; // the form is on its way; it could not be had
    root.classList.add('aside');
    context.opened(() => { // the network is back
        if (!lost) return;
        lost = false;
        redraw();
    });
    redraw();
    return {redraw};

    function redraw() {
        const {t} = context;
        replace(root, said ? el('p.soft', {role: 'status'}, t('feedback.thanks')) :
            el('button.button.outline', {type: 'button', id: 'feedback', 'aria-disabled': opening ? 'true' : null, onclick: open}, icon(opening ? 'clock' : 'heart'), t('feedback.open')),
        lost ? el('p.problem', {role: 'alert'}, t('open.lost')) : null);
    }

    async function open() {
        if (opening) return;
        opening = true;
        lost = false;
        redraw();
        const module = await load('/p/feedback/phone_form.js');
        const opened = module && await module.open_form(context, () => {
            said = true;
            redraw();
        });
        opening = false;
        lost = !opened;
        redraw();
    }
}
