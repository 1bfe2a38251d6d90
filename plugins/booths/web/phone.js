// The booths on a phone: the part that every phone loads, so it is small. Whoever comes by a booth's code, or has stamps, gets
// passport.js with the rest.
//
// The code of a booth is good for 30 to 60 s, and a newcomer types a name first. So it is changed into a pass (good for ten
// minutes) the moment this module is loaded, which is before anybody has joined; the pass outlives a reload.

import {Clock, keep, make_api} from '/web/kit.js';

const found = /^\/(b[a-z2-9]{7})$/i.exec(location.pathname);
const api = make_api(() => document.documentElement.lang || 'vi', new Clock());
const fresh = Boolean(found && !pass_for(found[1].toUpperCase()));
let scanned = found ? scan(found[1].toUpperCase()) : null;

function pass_for(code) {
    const kept = keep.get('booths.pass');
    return kept && kept.code === code ? kept.pass : null;
}

// → the kiosk's reply to the scan, kept as long as it is the same code.
async function scan(code) {
    const pass = pass_for(code), reply = await api('/p/booths/scan', pass ? {pass} : {code});
    if (reply.status === 200) keep.set('booths.pass', {code, pass: reply.data.pass});
    return reply;
}

export function mount(context) {
    const {root} = context;
    let page = null;
    root.hidden = true; // takes no room from the game
    if (scanned || keep.get('booths.player') === context.player.id) {
        import('./passport.js').then((module) => {
            if (!root.isConnected) return;
            page = module.open_passport(context, scanned && {
                fresh, first: scanned,
                again: () => (scanned = scan(found[1].toUpperCase())),
                over: () => {
                    keep.drop('booths.pass');
                    scanned = null;
                    if (found && location.pathname === found[0]) history.replaceState(null, '', '/');
                }
            });
        }, () => { /* the kiosk went away just now: the game's page says so, a reload takes up where we are */ });
    }
    return {redraw: () => { if (page) page.redraw(); }};
}
