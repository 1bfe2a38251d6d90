// What the tab "today" of the staff page needs to know of the contest: is a round open, does it count, has one come to its end; and
// the two orders that open one. Pacing a round is the contest's own tab.

import {say} from '/web/kit.js';

const kOver = ['podium', 'ended'];

export function day(context) {
    let told = null;
    const listeners = [];
    context.on('quiz/staff', (message) => {
        told = message;
        for (const listener of listeners) listener();
    });
    return {
        changed: (listener) => listeners.push(listener),
        control: () => context.go('quiz'),
        rehearse: () => open(practice(), true),
        play: () => open(contest(), false),
        state() {
            if (!told) return {running: false, rehearsal: false, over: false};
            const has_round = Boolean(told.round), running = has_round && told.phase !== 'ended', banks = told.banks || [];
            const shown = running ? told : contest();
            return {
                running, rehearsal: running && Boolean(told.rehearsal), over: has_round && !told.rehearsal && kOver.includes(told.phase),
                banks: banks.length, questions: banks.reduce((sum, bank) => sum + bank.questions, 0), title: shown ? say(shown.title, context.lang) : ''
            };
        }
    };

    function contest() {
        const contests = (told && told.contests) || [];
        return contests.find((one) => !one.rehearsal) || contests[0];
    }
    function practice() {
        return ((told && told.contests) || []).find((one) => one.rehearsal) || contest();
    }
    // Where the event has prepared none, the choice is made on the contest's tab.
    async function open(wanted, rehearsal) {
        if (!wanted) return true;
        return (await context.post('/p/quiz/staff/open', {contest: wanted.id, rehearsal})).status === 200;
    }
}
