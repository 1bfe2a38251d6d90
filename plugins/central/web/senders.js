// What the organisers are told of each kiosk that sends: in which state it is, and in which order they stand. Pure.

const kMinute = 60000;
export const kSilentAfter = 10 * kMinute, kClockOffAfter = 2 * kMinute;

// message: the topic `central/senders`; now: the centre's clock, ms → the senders, who gives trouble first: silent ones, the
// longest first, then wrong clocks, then by name. Each with `state`: "silent", "clock" or "fine", and `ago` in ms.
export function senders_of(message, now) {
    const states = ['silent', 'clock', 'fine'];
    const all = (message.senders || []).map((sender) => {
        const ago = Math.max(0, now - sender.heard_ms);
        const state = ago >= kSilentAfter ? 'silent' : Math.abs(sender.clock_offset_ms || 0) > kClockOffAfter ? 'clock' : 'fine';
        return Object.assign({}, sender, {ago, state});
    });
    return all.sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state)
        || (a.state === 'silent' ? b.ago - a.ago : 0) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

// ms → {unit: "now" | "minutes" | "hours" | "days", count}
export function span(ms) {
    const minutes = Math.floor(Math.abs(ms) / kMinute);
    if (minutes < 1) return {unit: 'now', count: 0};
    if (minutes < 60) return {unit: 'minutes', count: minutes};
    if (minutes < 48 * 60) return {unit: 'hours', count: Math.floor(minutes / 60)};
    return {unit: 'days', count: Math.floor(minutes / 1440)};
}
