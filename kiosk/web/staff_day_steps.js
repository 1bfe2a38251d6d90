// How far the day is, and what comes next: decided here, drawn by staff_day.js. Pure.
//
//     open → rehearse → play → close → results
//
// day:  {opened_ms, rehearsed_ms, played_ms, closed_ms}   of the topic kiosk/staff; 0: not yet
// game: {running, rehearsal, over}                        of the plugin that plays: is a round open, does it count, has a round
//                                                         that counts come to its end

export const kSteps = ['open', 'rehearse', 'play', 'close', 'results'];

// → {step, action, other}: the big button's action, and what else may make sense now (or null).
export function what_next(day, game) {
    if (day.closed_ms) return {step: 'results', action: 'results', other: 'reopen'};
    if (game.running) return {step: game.rehearsal ? 'rehearse' : 'play', action: 'control', other: null};
    if (!day.opened_ms) return {step: 'open', action: 'open', other: null};
    if (day.played_ms || game.over) return {step: 'close', action: 'close', other: 'play'};
    if (!day.rehearsed_ms) return {step: 'rehearse', action: 'rehearse', other: 'skip'};
    return {step: 'play', action: 'play', other: null};
}

// What has happened in the game and is not in the day's book yet: 'rehearsed', 'played' or ''.
export function to_note(day, game) {
    if (game.running && game.rehearsal && !day.rehearsed_ms) return 'rehearsed';
    if (game.over && !day.played_ms) return 'played';
    return '';
}

const kMegabyte = 1e6, kMuch = 500, kLittle = 100, kAheadMost = 60000;

// The lines of the check: [{id, mark: 'good' | 'wait' | 'bad', values}], words by id and mark.
// check: {status, data, ahead_ms (the kiosk's clock against this device's), took_ms} or null while it runs
// state: kiosk/staff; game: {banks, questions}
export function check_lines(check, state, game) {
    const lines = [], day = state.day || {};
    const line = (id, mark, ...values) => lines.push({id, mark, values});
    if (check) {
        if (check.status === 200) {
            const ahead = Math.round(check.ahead_ms / 60000), free = check.data.disk_free;
            line('clock', Math.abs(check.ahead_ms) < kAheadMost ? 'good' : 'bad', Math.abs(ahead), ahead > 0 ? 'ahead' : 'behind');
            if (typeof free === 'number') line('disk', free > kMuch * kMegabyte ? 'good' : free > kLittle * kMegabyte ? 'wait' : 'bad', Math.round(free / kMegabyte));
            line('writing', 'good', Math.max(1, Math.round(check.took_ms)));
            line('screen', check.data.displays ? 'good' : 'wait', check.data.displays);
            line('sound', check.data.sound ? 'good' : 'wait');
        } else line('writing', 'bad');
    }
    if (game.banks !== undefined) line('sets', !game.banks ? 'bad' : (state.faults || []).length ? 'wait' : 'good', game.banks, game.questions, (state.faults || []).length);
    const outbox = (state.outbox || {}).state || 'off';
    if (outbox !== 'off') line('centre', outbox === 'stopped' ? 'bad' : outbox === 'waiting' ? 'wait' : 'good');
    line('phones', day.phone_ms ? 'good' : 'wait', day.phone_ms, day.phones);
    return lines;
}
