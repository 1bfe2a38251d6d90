// Letters to the kiosk that must arrive: kept on the device until the kiosk has saved or refused them, sent again with
// growing pauses, also after a reload and from another tab. The kiosk counts each once, however often it comes.

import {keep, patience, sleep} from '/web/kit.js';
import {verdict_of} from './phone_scene.js';

const kPrefix = 'quiz.';

export class Post {
    // api: as in kit.js. changed(): what of() tells has changed. answering(letter): the question is still open.
    constructor(api, {changed, answering, recheck}) {
        this.api = api;
        this.changed = changed;
        this.answering = answering;
        this.recheck = recheck;
        this.letters = new Map(); // key → {body, state, …}
        this.sleepers = new Set(); // wake those who wait for the next try
        for (const key of keep.keys(kPrefix)) {
            const letter = keep.get(key);
            if (letter && letter.body && letter.body.choice) this.send(letter.body);
            else keep.drop(key);
        }
    }

    of(round, question) {
        return this.letters.get(key_of(round, question)) || null;
    }

    // body: {round, question, choice}
    async send(body) {
        const key = key_of(body.round, body.question);
        if (this.letters.has(key)) return; // the first choice stands, as it does at the kiosk
        const letter = {choice: body.choice, body, state: 'sending', late: false};
        this.letters.set(key, letter);
        keep.set(key, {body});
        this.changed();
        for (let n = 0; ; n++) {
            const reply = await this.api('/p/quiz/answer', body);
            const verdict = verdict_of(reply, this.answering(body));
            if (verdict === 'saved') {
                letter.choice = reply.data.choice || letter.choice;
                letter.late = Boolean(reply.data.late);
            }
            if (verdict === 'refused') {
                letter.reason = reply.data.error;
                letter.message = reply.data.message;
            }
            if (verdict === 'saved' || verdict === 'refused') {
                letter.state = verdict;
                keep.drop(key);
                this.changed();
                if (reply.status === 401 || reply.status === 403) this.recheck();
                return;
            }
            const state = verdict === 'not_saved' ? 'not_saved' : letter.state;
            if (state !== letter.state) {
                letter.state = state;
                this.changed();
            }
            await new Promise((done) => {
                const wake = () => {
                    this.sleepers.delete(wake);
                    done();
                };
                this.sleepers.add(wake);
                sleep(patience(n)).then(wake);
            });
        }
    }

    // The network came back: do not wait out the pause.
    hurry() {
        for (const wake of Array.from(this.sleepers)) wake();
    }

    forget_other_rounds(round) {
        for (const [key, letter] of this.letters) {
            if (letter.body.round !== round && (letter.state === 'saved' || letter.state === 'refused')) this.letters.delete(key);
        }
    }
}

function key_of(round, question) {
    return kPrefix + round + '.' + question;
}
