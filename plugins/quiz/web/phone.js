// The quiz on a phone. What is shown derives from two things that the kiosk tells: the topic quiz/round (the same for
// everybody) and GET /p/quiz/me (this player). phone_scene.js decides, phone_views.js draws, phone_post.js gets answers
// through. This file asks the kiosk at the right moments and puts the three together.

import {announce, arrive, patience, replace, sleep, style} from '/web/kit.js';
import {mark_of, scene_of} from './phone_scene.js';
import {Post} from './phone_post.js';
import {draw_scene} from './phone_views.js';

const looks = () => style('/p/quiz/phone.css');
looks();
const kCalm = ['connecting', 'idle', 'lobby', 'podium', 'ended']; // scenes that other pages may stand beside
const kQuiet = ['idle', 'lobby', 'ended']; // pages of the contest with room for an invitation to the walk-up quiz

export function mount(context) {
    let round = null, me = null;
    let mark = null, update = null; // what is shown, and how to bring its countdowns up to date
    let asked = 0;                  // number of the newest question to the kiosk about us
    let draw_prizes = null;         // phone_prize.js, once this player has won something
    let came_into = null;           // the moment of the contest that this page began with
    let drafts = {};                // what is typed but not sent, by question, so that a redraw loses nothing
    let guessing = no_guess();      // the same of how many will take part, once a round
    let walkup = null, offer = null, loading = false; // phone_walkup.js, and the newest of quiz/walkup

    const post = new Post(context.api, {
        changed: show,
        answering: (body) => Boolean(round && round.round === body.round && round.phase === 'answering' && round.question && round.question.id === body.question),
        recheck: context.recheck
    });

    context.on('quiz/walkup', (message) => {
        offer = message;
        if (walkup) walkup.told(offer);
        else load_walkup();
    });
    context.on('quiz/round', async (message) => {
        const before = round;
        await looks();
        round = message;
        if (!before || before.round !== round.round) {
            me = null;
            drafts = {};
            guessing = no_guess();
            post.forget_other_rounds(round.round);
            if (walkup) walkup.contest_opens();
        }
        show();
        load_walkup();
        if (!round.round) {
            if (!before || before.round) ask_about_us(400 * Math.random()); // a prize may be waiting from before
            return;
        }
        if (!before || before.round !== round.round) enter();
        else if (news_about_us(before, round)) ask_about_us(400 * Math.random()); // not all of a hall at once
    });
    context.opened(() => {
        post.hurry();
        if (walkup && walkup.on(contest_on())) walkup.ask(200 * Math.random());
        if (round && round.round) ask_about_us(200 * Math.random());
    });
    window.addEventListener('storage', () => { if (round && round.round) ask_about_us(100); }); // the other tab answered
    setInterval(() => { if (update && round) update(round); }, 250);
    show();
    return {redraw: () => { mark = null; show(); }};

    // A hall that has come for the contest loads nothing else; who waits in its lobby may play meanwhile.
    async function load_walkup() {
        if (walkup || loading || !round || !offer || !offer.open || (contest_on() && round.phase !== 'lobby')) return;
        loading = true;
        if (contest_on()) await sleep(20000);
        const module = contest_on() && round.phase !== 'lobby' ? null : await import('./phone_walkup.js').catch(() => null);
        loading = false;
        if (!module) return;
        walkup = new module.Walkup(context, show);
        walkup.told(offer);
    }

    // Points and places change at the reveal, when staff mend a question, and when the order is final.
    function news_about_us(before, now) {
        if (now.prizes !== before.prizes && me && me.prizes && me.prizes.length) return true; // fetched, perhaps
        if (now.sudden_death && now.index !== before.index) return true; // is it for us, too?
        if (now.phase !== before.phase) return ['reveal', 'podium', 'ended'].includes(now.phase) || (now.phase === 'standings' && before.phase !== 'reveal');
        return JSON.stringify(now.reveal) !== JSON.stringify(before.reveal) || JSON.stringify(now.top) !== JSON.stringify(before.top);
    }

    function enter() {
        return until_told((number) => context.api('/p/quiz/enter', {round: number}), 0);
    }
    function ask_about_us(delay) {
        return until_told(() => context.api('/p/quiz/me'), delay);
    }
    async function until_told(ask, delay) {
        const ticket = ++asked;
        await sleep(delay);
        for (let n = 0; ticket === asked && round; n++) {
            const {status, data} = await ask(round.round);
            if (ticket !== asked) return;
            if (status === 200) {
                me = data;
                if (guessing.saved && me.guess === null) me.guess = guessing.saved; // asked before it was saved
                show();
                if (me.round && me.entered === false && round && me.round === round.round && round.phase !== 'ended') enter();
                return;
            }
            if (status === 401 || status === 403) {
                context.recheck();
                return;
            }
            if (status === 409 || status === 404) return; // the round is over: the topic tells
            await sleep(patience(n));
        }
    }

    // A question that opens, and its answers, come in front of whatever else is looked at; what this page found open does not.
    function moment() {
        return [round.round, round.index, round.phase === 'question'].join();
    }

    function contest_on() {
        return Boolean(round && round.round && round.phase !== 'ended');
    }

    function show_walkup() {
        if (context.busy) context.busy(walkup.step !== 'done' ? 1 : 0);
        const wanted = 'walkup' + walkup.mark + contest_on() + context.lang;
        if (wanted === mark) return;
        const first = mark === null, place = 'walkup' + walkup.step + (walkup.state.sitting ? walkup.state.sitting.index : '');
        mark = wanted;
        update = null;
        const drawn = walkup.draw(contest_on(), () => walkup.put_away());
        const moved = context.root.dataset.place !== place;
        drawn.node.classList.toggle('fresh', moved);
        context.root.dataset.place = place;
        context.root.dataset.scene = 'walkup-' + (walkup.step || 'waiting');
        replace(context.root, drawn.node);
        if (moved && !first) arrive(drawn.node);
        if (drawn.says && moved) announce(drawn.says);
        if (context.finished) context.finished(walkup.step === 'done');
    }

    function show() {
        if (walkup && walkup.on(contest_on())) return show_walkup();
        const sending = round && round.question ? post.of(round.round, round.question.id) : null;
        const scene = scene_of(round, me, sending && {choice: sending.choice, state: sending.state, late: sending.late, reason: sending.reason, message: sending.message});
        if (round && came_into === null) came_into = moment();
        if (context.busy) context.busy(kCalm.includes(scene.name) ? 0 : moment() === came_into ? 3 : 4, round && moment());
        const prizes = prizes_in(scene);
        const invitation = walkup && kQuiet.includes(scene.name) ? walkup.invitation() : null;
        const wanted = mark_of(scene, round) + context.lang + JSON.stringify(prizes) + (invitation ? walkup.mark : '');
        if (wanted !== mark) {
            const first = mark === null;
            mark = wanted;
            const focused = document.activeElement, in_here = context.root.contains(focused), typing = in_here && focused.id && focused.tagName === 'INPUT' ? focused : null;
            const drawn = draw_scene({
                context, round, me, scene,
                draft: round && round.question ? (drafts[round.question.id] = drafts[round.question.id] || {}) : {},
                answer: (choice) => post.send({round: round.round, question: round.question.id, choice}),
                guessing, guess: send_guess
            });
            if (invitation) drawn.node.append(invitation);
            if (prizes.length) {
                const labels = drawn.node.querySelector('.labels');
                drawn.node.insertBefore(draw_prizes(context, prizes), labels && labels.parentNode === drawn.node ? labels.nextSibling : drawn.node.firstChild);
            }
            // Only a new scene comes in with a movement; news within it (our points, a place) just appears.
            const place = scene.name + (round ? round.index : ''), moved = context.root.dataset.place !== place;
            drawn.node.classList.toggle('fresh', moved);
            context.root.dataset.place = place;
            context.root.dataset.scene = scene.name;
            replace(context.root, drawn.node);
            update = drawn.update;
            // The heading of a new scene gets the focus, so that a screen reader starts there and not at the top. Who types goes on
            // typing where the scene is the same.
            const again = typing && !moved && document.getElementById(typing.id);
            if (again) {
                again.focus({preventScroll: true});
                again.setSelectionRange(typing.selectionStart, typing.selectionEnd);
            } else if (in_here || (moved && !first)) {
                arrive(drawn.node, moved);
            }
            if (drawn.says) announce(drawn.says);
        }
        if (update && round) update(round);
        if (context.finished) context.finished((scene.name === 'podium' || scene.name === 'ended') && Boolean(scene.own && scene.own.entered));
    }

    // What was won stays in sight until it is fetched, but not while there is something to answer.
    function prizes_in(scene) {
        const here = me && me.prizes ? me.prizes.filter((one) => one.state === 'waiting' || (round && one.round === round.round)) : [];
        if (!here.length || !['idle', 'lobby', 'podium', 'ended'].includes(scene.name)) return [];
        if (!draw_prizes) {
            import('./phone_prize.js').then((module) => { draw_prizes = module.draw_prizes; show(); }, () => setTimeout(show, 3000));
            return [];
        }
        return here;
    }

    // One letter at a time, with the newest number, until the kiosk has saved or refused it. Who has not entered yet would be refused.
    async function send_guess(value) {
        const mine = guessing, number = round.round;
        Object.assign(mine, {wanted: value, problem: '', early: round.phase === 'lobby'});
        if (mine.sending) return;
        mine.sending = true;
        show();
        for (let n = 0; mine.sending && guessing === mine; n++) {
            const sent = mine.wanted, entered = me && me.round === number;
            const {status, data} = entered ? await context.api('/p/quiz/guess', {round: number, guess: sent}) : {status: 0, data: {}};
            if (status === 200 && mine.wanted === sent) {
                mine.saved = sent;
                if (me) me.guess = sent;
                mine.sending = false;
            } else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
                mine.problem = data.message || context.t('guess.refused');
                mine.sending = false;
                if (status === 401 || status === 403) context.recheck();
            } else if (status !== 200) {
                await sleep(patience(n));
            }
        }
        show();
    }
}

function no_guess() {
    return {typed: '', wanted: null, saved: null, sending: false, problem: '', early: false};
}
