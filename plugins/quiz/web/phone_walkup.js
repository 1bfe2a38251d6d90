// The walk-up quiz on a phone: what the kiosk says of this player's game (GET /p/quiz/walkup and the replies to its steps), and
// how that looks. Nothing is kept here but whether the player has put the card away: a reload, a lock, another phone by the
// kiosk's code all come to the same question.
//
//     invitation ─> question ─> explained ─> question ─> … ─> card ─> invitation
//
// phone.js owns the section and asks draw() where the contest has nothing more urgent to show.

import {el, icon, keep, number, patience, say, sleep} from '/web/kit.js';
import {draw_answers, show_key} from './phone_answers.js';
import {heading, labels, picture, source_of} from './phone_views.js';

const kAway = 'walkup.away'; // the game whose card was put away

export class Walkup {
    // changed(): what draw() shows has changed.
    constructor(context, changed) {
        this.context = context;
        this.changed = changed;
        this.offer = null;    // the newest of the topic quiz/walkup: told()
        this.state = null;    // what the kiosk said last
        this.wanted = false;  // the player asked for it, or was in the midst of it
        this.chosen = false;  // asked for on this page: then it stays, also beside an open contest
        this.busy = null;     // the step on its way: 'start', 'answer', 'next'
        this.notice = '';     // a sentence of the kiosk about the last step
        this.drafts = {};     // typed but not sent, by question
    }

    told(offer) {
        const first = !this.offer;
        this.offer = offer;
        if (first) this.ask(400 * Math.random());
        else this.changed();
    }

    // Whether it is to be shown instead of the contest. An open contest comes first, but for who chose to play on their own.
    on(contest) { return this.wanted && Boolean(this.state) && (!contest || this.chosen); }
    // A round opens: who reads their card is done with it.
    contest_opens() { if (this.step === 'done') this.chosen = false; }
    get step() { return this.state && this.state.sitting ? this.state.sitting.step : null; }
    // Two draws with the same mark look alike.
    get mark() {
        return JSON.stringify([this.state && [this.state.sitting, this.state.card], this.busy, this.notice, this.trouble, this.offer]);
    }

    async ask(delay) {
        const mine = this.asking = (this.asking || 0) + 1; // a newer question takes over from an older one
        let data = null;
        for (let n = 0; !data; n++) {
            await sleep(n ? patience(n) : delay || 0);
            if (this.busy || this.asking !== mine) return;
            const reply = await this.context.api('/p/quiz/walkup');
            if (this.busy || this.asking !== mine) return;
            if (reply.status === 200) data = reply.data;
            else if (reply.status >= 400 && reply.status < 500 && reply.status !== 429) return;
        }
        const first = !this.state;
        this.state = data;
        if (first && data.sitting && keep.get(kAway) !== data.sitting.id) this.wanted = true;
        this.changed();
    }

    async go(step, body) {
        if (this.busy) return;
        this.busy = step;
        this.notice = this.trouble = '';
        this.wanted = this.chosen = true;
        this.changed();
        for (let n = 0; this.busy; n++) {
            const {status, data} = await this.context.api('/p/quiz/walkup/' + step, body || {});
            if (status === 200) {
                this.state = data;
                this.busy = null;
            } else if (status === 401 || status === 403) {
                this.busy = null;
                this.context.recheck();
            } else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
                this.busy = null;
                this.notice = data.message || '';
                this.changed();
                await this.ask(); // where the game stands now
            } else {
                this.trouble = status === 503 && data.message ? data.message : this.context.t('walkup.trouble');
                this.changed();
                await sleep(patience(n));
            }
        }
        this.trouble = '';
        this.changed();
    }

    put_away() {
        this.wanted = this.chosen = false;
        this.notice = '';
        if (this.step === 'done') keep.set(kAway, this.state.sitting.id);
        this.changed();
    }

    // A card for the contest's quiet pages; null where there is nothing to play.
    invitation() {
        const {t, lang} = this.context;
        if (!this.offer || !this.offer.open || !this.state) return null;
        const half = this.step === 'question' || this.step === 'explained';
        return el('div.card.walkup', {}, el('p', {}, half ? t('walkup.half') : t('walkup.invite', number(this.offer.questions, lang))),
            el('button.button.primary', {type: 'button', onclick: () => this.go('start')}, icon('play'), half ? t('walkup.go_on') : t('walkup.play')));
    }

    // {node, says}. `contest`: the contest is open; go_there(): the player wants to be in it.
    draw(contest, go_there) {
        const {context: {t}} = this;
        const draw = {question: () => this.question(), explained: () => this.explained(), done: () => this.card()}[this.step] || (() => this.waiting());
        const drawn = draw();
        const bar = contest ? el('div.card.walkup.bar', {}, el('span', {}, t('walkup.contest')),
            el('button.button.tight', {type: 'button', onclick: go_there}, t('walkup.enter'))) : null;
        if (bar) drawn.node.prepend(bar);
        return drawn;
    }

    // The game in the words of phone_views.js and phone_answers.js.
    view() {
        const {sitting} = this.state, question = sitting.question;
        const view = {context: this.context, round: {index: sitting.index, count: sitting.count, phase: 'answering', question}, me: null, scene: {}};
        if (question) view.draft = this.drafts[question.id] = this.drafts[question.id] || {};
        view.answer = (choice) => this.go('answer', {sitting: sitting.id, question: question.id, choice});
        return view;
    }

    // The first step is on its way, or was refused: then with the kiosk's reason, and a way back.
    waiting() {
        const {context: {t}} = this, refused = this.notice && !this.busy;
        return {node: el('div.view', {}, el('div.picture-page', {}, refused ? picture('no', icon('clock')) : picture('waiting', el('span.dots', {}, el('i'), el('i'), el('i'))),
            heading(refused ? this.notice : t('wait.connecting')), this.trouble ? el('p.soft', {}, this.trouble) : null),
        refused || this.trouble ? el('div.bottom', {}, el('button.button.outline', {type: 'button', onclick: () => this.put_away()}, t('walkup.back'))) : null), says: refused ? this.notice : ''};
    }

    question() {
        const {context: {t, lang}} = this, view = this.view(), {question} = view.round, words = say(question.text, lang);
        const sending = this.busy === 'answer';
        const line = sending ? (this.trouble || t('answer.sending')) : this.notice;
        return {node: el('div.view', {}, this.top(view), el('h1.question' + (words.length > 110 ? '.long' : ''), {tabIndex: -1}, words),
            question.image ? el('img.picture-of', {src: question.image, alt: ''}) : null,
            el('div.bottom', {}, line ? el('p.state', {role: 'status'}, icon(sending && !this.trouble ? 'clock' : 'warn'), line) : null, draw_answers(view, {open: !this.busy}))), says: ''};
    }

    explained() {
        const {context: {t, lang}, state: {sitting}} = this, view = this.view(), {question} = view.round, {reveal, result} = sitting;
        const poll = question.type === 'poll', right = result.right === true;
        const title = poll ? t('walkup.thanks') : right ? t('reveal.right') : t('reveal.wrong');
        const last = sitting.index + 1 === sitting.count;
        return {node: el('div.view', {}, this.top(view),
            el('div.verdict.' + (poll ? 'waiting' : right ? 'ok' : 'no'), {}, picture(poll ? 'waiting' : right ? 'ok' : 'no', icon(poll ? 'heart' : right ? 'check' : 'cross')),
                el('div', {}, heading(title), result.points > 0 ? el('p.points.digits', {}, t('reveal.points', number(result.points, lang))) : null)),
            el('p.asked', {}, say(question.text, lang)), show_key(view, reveal, {choice: sitting.choice}, result),
            reveal.explanation ? el('div.card.why', {}, el('p', {}, say(reveal.explanation, lang)), reveal.source ? el('p.source', {}, source_of(reveal.source, lang, t)) : null) : null,
            el('div.bottom', {}, this.trouble ? el('p.state', {role: 'status'}, icon('warn'), this.trouble) : null,
                el('button.button.primary', {type: 'button', disabled: Boolean(this.busy), onclick: () => this.go('next', {sitting: sitting.id, question: question.id})},
                    el('span', {}, last ? t('walkup.last') : t('walkup.next')), icon('next')))), says: title};
    }

    card() {
        const {context: {t, lang}, state: {sitting, card}} = this;
        const n = (value) => number(value, lang), title = card.asked ? t('walkup.card', n(card.right), n(card.asked)) : t('walkup.thanks');
        const medal = card.place && card.place <= 3 && card.score > 0 ? ['', 'gold', 'silver', 'bronze'][card.place] : 'waiting';
        const kept = !card.counts && card.best.score > card.score;
        const minutes = Math.ceil(card.wait_ms / 60000);
        return {node: el('div.view', {},
            el('div.picture-page.places', {}, picture(medal, card.place ? el('b', {'aria-hidden': 'true'}, n(card.place)) : icon('trophy')), heading(title),
                card.place ? el('p.lead', {}, t('walkup.place', n(card.place), n(card.people))) : null,
                this.marks(sitting),
                el('p.pills', {}, el('span.pill.digits', {}, t('own.score', n(card.score))), card.counts ? el('span.pill.ok', {}, icon('check'), t('walkup.counts')) : null),
                kept ? el('p.soft', {}, t('walkup.best', n(card.best.score))) : null),
            card.read.length ? el('div.card.walkup-read', {}, el('h2', {}, t('walkup.read')), el('ul', {}, ...card.read.map((one) =>
                el('li', {}, el('b', {}, say(one.title, lang)), el('span', {}, say(one.topic, lang)))))) : null,
            el('div.bottom', {}, this.notice || this.trouble ? el('p.state', {role: 'status'}, icon('warn'), this.notice || this.trouble) : null,
                el('button.button.primary', {type: 'button', disabled: Boolean(this.busy) || minutes > 0, onclick: () => this.go('start')},
                    minutes > 0 ? t('walkup.wait', n(minutes)) : t('walkup.again')),
                el('button.button.outline', {type: 'button', onclick: () => this.put_away()}, t('walkup.back')))), says: title};
    }

    top(view) {
        return el('div.walkup-head', {}, labels(view), this.marks(this.state.sitting));
    }

    // One disc a question: right, wrong, asked now, to come.
    marks(sitting) {
        const kinds = Array.from({length: sitting.count}, (nothing, i) =>
            i < sitting.marks.length ? (sitting.marks[i] === true ? 'ok' : sitting.marks[i] === false ? 'no' : 'poll') : i === sitting.index ? 'now' : 'later');
        const sign = {ok: 'check', no: 'cross', poll: 'heart'};
        return el('p.marks', {'aria-hidden': 'true'}, ...kinds.map((kind) => el('span.' + kind, {}, sign[kind] ? icon(sign[kind]) : null)));
    }
}
