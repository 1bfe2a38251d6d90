// Feedback on the phone: one line at the bottom of the page that says what it is for. The three taps come when it is opened
// (phone_form.js), so that who only plays loads nothing of them.

import {el, icon, replace} from '/web/kit.js';

export function mount(context) {
    const {root} = context;
    let said = false; // thanked on this page; the kiosk itself knows for an hour who has spoken
    root.classList.add('aside');
    redraw();
    return {redraw};

    function redraw() {
        const {t} = context;
        replace(root, said ? el('p.soft', {role: 'status'}, t('feedback.thanks')) :
            el('button.button.outline', {type: 'button', id: 'feedback', onclick: open}, icon('heart'), t('feedback.open')));
    }

    async function open() {
        const module = await import('./phone_form.js').catch(() => null);
        if (!module) return;
        module.open_form(context, () => {
            said = true;
            redraw();
        });
    }
}
