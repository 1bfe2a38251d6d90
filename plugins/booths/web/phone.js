// The booths on a phone: the part that every phone loads, so it is small. Whoever comes by a booth's code, or has stamps, gets
// passport.js with the rest.
//
// The code of a booth is good for 30 to 60 s, and a newcomer types a name first. So it is changed into a pass (good for ten
// minutes) the moment this module is loaded, which is before anybody has joined; the pass outlives a reload.

import {Clock, keep, load, make_api, patience, sleep} from '/web/kit.js';

const found = /^\/(b[a-z2-9]{7})$/i.exec(location.pathname);
const api = make_api(() => document.documentElement.lang || 'vi', new Clock());
const fresh = Boolean(found && !pass_for(found[1].toUpperCase()));
let scanned = found ? scan(found[1].toUpperCase()) : null;

function pass_for(code) {
    const kept = keep.get('booths.pass');
    return kept && kept.code === code ? kept.pass : null;
}

// → the kiosk's reply to the scan, kept as long as it is the same code. Asked until there is one: while a newcomer types a name on a
// bad network, the code grows old.
async function scan(code) {
    for (let n = 0; ; n++) {
        const pass = pass_for(code), reply = await api('/p/booths/scan', pass ? {pass} : {code});
        if (reply.status === 200) keep.set('booths.pass', {code, pass: reply.data.pass});
        const soon = reply.status === 429 && reply.data.retry_in_s <= 2; // somebody else is guessing
        if (reply.status !== 0 && reply.status < 500 && !soon) return reply;
        await sleep(patience(n));
    }
}

export function mount(context) {
    const {root} = context;
    let page = null;
    root.hidden = true; // takes no room from the game
    if (scanned || keep.get('booths.player') === context.player.id) {
        open();
    }
    return {redraw: () => { if (page) page.redraw(); }};

    // Until the network lets it through: what was scanned is waited for.
    async function open() {
        let module = null;
        for (let n = 0; root.isConnected && !module; n++) {
            module = await load('/p/booths/passport.js');
            if (!module) await sleep(patience(n));
        }
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
    }
}
