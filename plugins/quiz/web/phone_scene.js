// What the visitor sees, decided from what is known. Pure: no DOM, no network (tests/browser/phone_scene.test.mjs).
//
//   round    the newest message of the topic quiz/round, or null before the first
//   me       the newest answer of GET /p/quiz/me, or null
//   sending  what this device is trying to get saved for the present question:
//            {choice, state: 'sending' | 'not_saved' | 'saved' | 'refused', late, reason, message}, or null
//
//   connecting ─> idle ─> lobby ─> soon ─> answer ─> sending ─> saved ─> closed ─> reveal ─> standings ─> podium ─> ended
//
// Nothing is remembered from scene to scene: a reload, a lock, a second tab come to the same scene.

export function scene_of(round, me, sending) {
    if (!round) return {name: 'connecting'};
    if (!round.round) return {name: 'idle'};
    const own = me && me.round === round.round ? me : null;
    const question = round.question;
    const about = question && own && own.question === question.id ? own : null;

    if (round.phase === 'lobby') return {name: 'lobby', guess: own ? own.guess : null};
    // Who came after the end has nothing to be thanked for yet.
    if (round.phase === 'ended') return own && own.entered ? {name: 'ended', own} : {name: 'idle'};
    if (round.phase === 'podium') return {name: 'podium', own};
    if (round.phase === 'standings') return {name: 'standings', own};

    // What the kiosk has saved counts before what this device believes.
    const saved = about && about.choice ? {choice: about.choice, late: about.late}
        : sending && sending.state === 'saved' ? {choice: sending.choice, late: sending.late} : null;
    if (round.phase === 'reveal') return {name: 'reveal', own, saved, result: about ? about.result : null, known: Boolean(about)};
    if (saved) return {name: round.phase === 'closed' ? 'closed' : 'saved', saved};
    if (about && about.asked === false) return {name: 'watching'};
    if (sending && sending.state === 'refused') return {name: 'refused', reason: sending.reason, message: sending.message};
    if (sending) return {name: 'sending', choice: sending.choice, not_saved: sending.state === 'not_saved'};
    if (round.phase === 'closed') return {name: 'closed', saved: null};
    if (round.phase === 'answering') {
        if (round.paused) return {name: 'soon'};
        return round.asks_guess && round.index === 0 && own ? {name: 'answer', guess: own.guess} : {name: 'answer'};
    }
    return {name: 'soon'};
}

// Two messages with the same mark may be shown by the same nodes: only countdowns and counters differ.
export function mark_of(scene, round) {
    return JSON.stringify([scene, round && [round.round, round.index, round.question && round.question.id, round.paused && round.phase === 'answering',
        round.phase === 'lobby' && round.asks_guess, round.reveal && [round.reveal.answer, round.reveal.voided], round.phase, round.top]]);
}

// What the kiosk's reply means for an answer on its way.
//   saved      it is on disk (perhaps an earlier one of the same player: `choice` tells)
//   later      try again
//   not_saved  try again, and say that it is not saved
//   refused    for good
export function verdict_of(reply, still_answering) {
    const {status, data} = reply;
    if (status === 200 && data.saved) return 'saved';
    if (status === 503 && data.error === 'not_saved') return 'not_saved';
    if (data.error === 'not_open' && still_answering) return 'later'; // paused, or the kiosk has just come back
    if (data.error === 'not_entered') return 'later';                 // our entering is on its way, too
    if (status === 403 || status === 409 || status === 422 || status === 400 || status === 404 || status === 401) return 'refused';
    return 'later';
}
