// The booth passport on a phone: a scanned code opens the booth's question, the right answer earns its stamp, the passport shows
// the places. Everything shown is what the kiosk told; the right answer comes with the reply to one's own.
//
//   opening ─> question ─> stamped | wrong | refused ─> passport ─> strip (a line above the game)
//
// Where the contest's next question comes in front (kiosk/web/phone_front.js), whatever is open here becomes the strip, which leads
// back to a question that waits for its answer.

import {announce, arrive, el, icon, keep, number, patience, replace, say, sleep, style, svg, words} from '/web/kit.js';

const tables = {};
const kStar = 'M12 3.2l2.7 5.6 6.1.8-4.5 4.3 1.1 6.1L12 17l-5.4 3 1.1-6.1L3.2 9.6l6.1-.8z';

// scan: {fresh, first: Promise<reply>, again() → Promise<reply>, over()}, or null: nothing was scanned, the stamps are shown as a
// line. fresh: scanned just now, not found again after a reload.
export function open_passport(context, scan) {
    const {root, api} = context;
    let t = (key) => key;
    let view = scan ? {name: 'opening'} : {name: 'strip'};
    let passport = null, asked = null, busy = false, timer = 0;
    let need = scan && scan.fresh ? 4 : 2; // of the whole phone; once it was taken away, no more than a touch is worth
    root.classList.add('booths');

    async function start() {
        await Promise.all([style('/p/booths/passport.css'), load_words()]);
        show();
        if (scan) await redeem(scan.first);
        else await look();
    }

    async function load_words() {
        for (let n = 0; !tables[context.lang]; n++) {
            const lang = context.lang, {status, data} = await api('/i18n/' + lang + '/booths.phone');
            if (status === 200) tables[lang] = words(data);
            else await sleep(patience(n));
        }
        t = tables[context.lang];
    }
    async function redraw() {
        await load_words();
        show(true);
    }

    // ---------------------------------------------------------------- what the kiosk says

    async function redeem(first) {
        let reply = await first;
        // Scanned before joining: the pass is made ours, and the visit is counted.
        for (let n = 0; reply.status === 200 && !reply.data.passport; n++) {
            if (n > 0) await sleep(patience(n));
            reply = await scan.again();
        }
        if (reply.status === 401 || reply.status === 403) return context.recheck();
        if (reply.status !== 200) return refused(reply);
        asked = reply.data;
        took(asked.passport);
        go(asked.stamped ? {name: 'stamped', already: true} : {name: 'question'});
    }

    function refused(reply) {
        scan.over();
        asked = null;
        go({name: 'refused', message: reply.data.message, until: performance.now() + 1000 * (reply.data.retry_in_s || 0)});
    }

    function took(news) {
        passport = news;
        keep.set('booths.player', context.player.id); // so that the next visit shows the stamps
    }

    async function look() {
        for (let n = 0; ; n++) {
            const {status, data} = await api('/p/booths/me');
            if (status === 200) {
                passport = data;
                return show();
            }
            if (status >= 400 && status < 500 && status !== 429) return;
            await sleep(patience(n));
        }
    }

    async function answer(choice) {
        if (busy) return;
        busy = true;
        go({name: 'question', chosen: choice});
        for (let n = 0; ; n++) {
            const reply = await api('/p/booths/answer', {pass: asked.pass, choice});
            if (reply.status === 200) {
                scan.over();
                took(reply.data.passport);
                asked.result = reply.data;
                const wrong = reply.data.verdict === 'wrong';
                go(wrong ? {name: 'wrong', until: performance.now() + 1000 * reply.data.retry_in_s} : {name: 'stamped', already: reply.data.verdict === 'already'});
                break;
            }
            if (reply.status === 401 || reply.status === 403) {
                context.recheck();
                break;
            }
            if (reply.status >= 400 && reply.status < 500 && reply.status !== 429) {
                refused(reply);
                break;
            }
            go({name: 'question', chosen: choice, problem: reply.status === 503 && reply.data.message ? reply.data.message : t('lost')});
            await sleep(patience(n));
        }
        busy = false;
    }

    // ---------------------------------------------------------------- what is shown

    function go(next) {
        view = next;
        show();
    }

    function waits() {
        return Boolean(asked && !asked.stamped && !asked.result);
    }

    // The contest came in front. What is still being asked or sent goes on.
    function fold() {
        need = 2;
        if (view.name !== 'opening') go({name: 'strip'});
    }

    function show(again) {
        clearInterval(timer);
        if (!context.busy(view.name === 'strip' ? 0 : need, 'booth', fold) && !['strip', 'opening'].includes(view.name)) return fold();
        const empty = view.name === 'strip' && !(passport && passport.stamps) && !waits();
        const front = view.name !== 'strip';
        root.hidden = empty;
        root.classList.toggle('strip', !front);
        if (empty) return replace(root);
        const drawn = kViews[view.name]();
        drawn.classList.toggle('fresh', front && root.dataset.booths !== view.name && !again);
        root.dataset.booths = view.name;
        replace(root, drawn);
        const heading = front && drawn.querySelector('[tabindex="-1"]');
        if (heading && !again) {
            arrive(drawn);
            announce(heading.textContent);
        }
    }

    function page(picture, title, ...more) {
        return el('div.view', {}, el('div.picture-page', {}, picture, el('h1', {tabIndex: -1}, title), ...more));
    }
    function booth_label() {
        return el('p.booth', {}, dot(asked.booth), el('span', {}, say(asked.booth.title, context.lang)));
    }
    function dot(booth) {
        return el('i.dot.h' + booth.hue % 8, {'aria-hidden': 'true'});
    }
    function to_passport() {
        return el('div.bottom', {}, el('button.button.primary', {type: 'button', onclick: () => go({name: 'passport'})}, t('back')));
    }
    function to_game() {
        return el('button.button.outline', {type: 'button', onclick: () => go({name: 'strip'})}, t('to_game'));
    }
    function why() {
        const text = say(asked.result && asked.result.explanation, context.lang);
        return text ? el('div.card.why', {}, el('p', {}, text)) : null;
    }
    // Seconds until something may be done again, then another sentence.
    function countdown(line, until, left_key, then) {
        const tick = () => {
            const left = Math.ceil((until - performance.now()) / 1000);
            line.textContent = left > 0 ? t(left_key, left) : then;
            if (left <= 0) clearInterval(timer);
        };
        tick();
        timer = setInterval(tick, 500);
        return line;
    }

    // A stamp: the booth's picture in a ring of perforations; grey and empty where it is missing.
    function stamp(place) {
        const title = say(place.title, context.lang);
        return el('li.place' + (place.stamped ? '.stamped' : ''), {},
            el('span.seal.h' + place.hue % 8, {}, place.stamped && place.cover ? el('img', {src: place.cover, alt: '', loading: 'lazy'}) : svg('0 0 24 24',
                ['path', {d: kStar, fill: place.stamped ? 'currentColor' : 'none', stroke: 'currentColor', 'stroke-width': 1.8, 'stroke-linejoin': 'round'}]),
            place.stamped ? el('b.tick', {}, icon('check')) : null),
            el('span.title', {}, title), el('span.unseen', {}, t(place.stamped ? 'stamped' : 'open')));
    }
    function reward() {
        const gifts = [];
        if (passport.bonus > 0) gifts.push(t('bonus', number(passport.bonus, context.lang)));
        if (passport.draw) gifts.push(t('draw'));
        return gifts.length ? el('div.card.reward', {}, icon('trophy'), el('div', {}, el('p.soft', {}, t('gives')), ...gifts.map((gift) => el('b', {}, gift)))) : null;
    }

    const kViews = {
        opening: () => page(el('div.picture.waiting', {}, el('span.dots', {}, el('i'), el('i'), el('i'))), t('looking')),
        question: () => el('div.view', {}, booth_label(), el('h1.ask', {tabIndex: -1}, say(asked.question.text, context.lang)),
            el('div.bottom', {}, el('p.problem', {role: 'alert'}, view.problem || ''), el('p.soft.hint', {}, view.chosen ? t('sending') : t('answer_hint')),
                el('div.choices', {}, ...asked.question.options.map((option, i) => el('button.choice.a' + i % 8, {
                    type: 'button', 'aria-pressed': String(view.chosen === option.id), 'aria-disabled': view.chosen ? 'true' : null,
                    onclick: () => answer(option.id)
                }, el('b', {'aria-hidden': 'true'}, 'ABCDEFGH'[i]), el('span', {}, say(option.text, context.lang))))))),
        stamped: () => page(el('div.picture.ok.sealed', {}, icon('check')), t(view.already ? 'already' : 'right'), booth_label(), why(),
            el('p.pill.digits', {}, t('count', passport.stamps, passport.places.length))),
        wrong: () => page(el('div.picture.no', {}, icon('cross')), t('wrong'), why(), countdown(el('p.soft.digits', {}), view.until, 'again', t('again_now'))),
        refused: () => page(el('div.picture.warn', {}, icon('clock')), t('refused'), el('p.lead', {}, view.message || ''),
            view.until > performance.now() ? countdown(el('p.soft.digits', {}), view.until, 'wait', '') : null),
        passport: () => {
            const missing = passport.places.length - passport.stamps, full = passport.full;
            return el('div.view', {}, el('h1', {tabIndex: -1}, full ? t('full') : t('passport')),
                full && full.number ? el('div.card.number', {}, el('p.soft', {}, t('number')), el('b.digits', {}, String(full.number).padStart(4, '0')), el('p.small.soft', {}, t('keep'))) : null,
                full ? null : el('p.soft', {}, t('count', passport.stamps, passport.places.length), '. ', missing ? t('left', missing) : ''),
                el('ul.places', {}, ...passport.places.map(stamp)),
                full ? (passport.bonus > 0 ? el('p.pill.ok', {}, icon('check'), t('bonus', number(passport.bonus, context.lang))) : null) : reward(),
                full ? null : el('p.soft.small.how', {}, t('how')),
                el('div.bottom', {}, to_game()));
        },
        strip: () => el('button.card.strip', {type: 'button', onclick: () => go({name: waits() ? 'question' : 'passport'})},
            svg('0 0 24 24', ['path', {d: kStar, fill: 'currentColor'}]), el('b', {}, t(waits() ? 'waits' : 'strip')), el('span.digits', {}, t('count', passport.stamps, passport.places.length)))
    };
    for (const name of ['stamped', 'wrong', 'refused']) {
        const draw = kViews[name];
        kViews[name] = () => {
            const drawn = draw();
            drawn.append(passport ? to_passport() : el('div.bottom', {}, to_game()));
            return drawn;
        };
    }

    start();
    return {redraw};
}
