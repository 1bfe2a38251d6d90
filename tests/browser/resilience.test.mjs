// What goes wrong in a hall, and what people must see then. One test for each famous bug, named after what they saw.

import assert from 'node:assert/strict';
import {after, before, beforeEach, test} from 'node:test';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';

let kiosk, hall, staff;

before(async () => {
    kiosk = await new Kiosk({contests: [{id: 'main', title: {vi: 'Vòng thử', en: 'Test round'}, banks: ['every-kind'], questions: 7, preset: 'accuracy', seconds: 120}]}).start();
    hall = await Hall.open(kiosk);
    staff = await (await hall.staff()).log_in();
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
});
// Each story begins in a fresh lobby.
beforeEach(async () => {
    await staff.page.goto(kiosk.url + '/staff');
    await staff.page.click('#tabs-quiz'); // the page begins with the day
    await staff.page.waitForSelector('#next, .contests');
    for (let now = await staff.round(); now.round && now.phase !== 'ended'; now = await staff.round()) await staff.order('end', {round: now.round});
    await staff.page.waitForSelector('.contests');
    await staff.open_contest();
});

async function ask(...phones) {
    await staff.next('question');
    await staff.next('answering');
    for (const phone of phones) await phone.sees('answer');
}

test('a refresh in mid-question keeps the player, the score and the answer', async () => {
    const an = await (await hall.phone()).join('An');
    await ask(an);
    await an.answer_something();
    await an.sees('saved');
    const before = await an.own();
    await an.page.reload();
    await an.sees('saved');
    assert.deepEqual({...await an.own(), now: 0}, {...before, now: 0});
    assert.equal(await an.page.$('.option:not([disabled])'), null, 'nobody answers twice');
    await an.close();
});

test('who answered, lost the Wi-Fi and came back is told the truth', async () => {
    const an = await (await hall.phone()).join('Bảo');
    await ask(an);
    await an.answer_something();
    await an.sees('saved');
    await an.goes_offline();
    await staff.reveal();
    await an.page.waitForSelector('#net:not(:empty)');
    assert.match(await an.text(), /Mất kết nối/);
    await an.comes_back();
    await an.sees('reveal');
    await an.page.waitForSelector('#net', {state: 'attached'});
    await an.page.waitForFunction(() => !document.querySelector('#net').firstChild);
    await an.close();
});

test('"connection lost" goes when all is well again, also where the stream was never down', async () => {
    const an = await (await hall.phone()).join('Ánh');
    await an.sees('lobby');
    await an.context.route('**/api/me', (route) => route.abort());
    await an.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))); // looked at again: who am I?
    await an.page.waitForSelector('#net:not(:empty)');
    await an.context.unroute('**/api/me');
    await an.page.waitForFunction(() => !document.querySelector('#net').firstChild);
    await an.close();
});

test('a style sheet that never comes does not hold the page up, one that failed is asked for again', async () => {
    const an = await hall.phone();
    let stalled = 0;
    await an.context.route('**/p/quiz/phone.css', () => { stalled++; }); // neither yes nor no
    await an.join('Bích');
    await an.sees('lobby');
    assert.equal(stalled, 1);
    await an.close();
    const be = await hall.phone();
    await be.context.route('**/p/quiz/phone.css', (route) => route.abort());
    await be.join('Bé');
    await be.sees('lobby');
    await be.context.unroute('**/p/quiz/phone.css');
    await ask(be);
    await be.page.waitForFunction(() => [...document.styleSheets].some((sheet) => /quiz.phone/.test(sheet.href)));
    await be.close();
});

test('an answer given without a network arrives when it is back, once', async () => {
    const an = await (await hall.phone()).join('Chi');
    await ask(an);
    await an.goes_offline();
    await an.answer_something();
    await an.sees('sending');
    await an.comes_back();
    await an.sees('saved');
    const question = (await staff.round()).question.id;
    const id = (await staff.round()).round;
    const results = await staff.page.evaluate(async (n) => (await fetch('/p/quiz/staff/round/' + n + '/results')).json(), id);
    assert.equal(results.questions.find((one) => one.id === question).answers.length, 1);
    await an.close();
});

test('an answer on its way survives a reload', async () => {
    const an = await (await hall.phone()).join('Dung');
    await ask(an);
    await an.context.route('**/p/quiz/answer', (route) => route.abort());
    await an.answer_something();
    await an.sees('sending');
    await an.context.unroute('**/p/quiz/answer');
    await an.page.reload();
    await an.sees('saved');
    await an.close();
});

test('a second tab is the same player, and sees what the first one answered', async () => {
    const an = await (await hall.phone()).join('Em');
    const first = an.page;
    await ask(an);
    const second = await an.turn_on();
    await an.scan();
    await an.sees('answer');
    an.page = first;
    await an.answer_something();
    await an.sees('saved');
    an.page = second;
    await an.sees('saved');
    assert.equal((await staff.round()).players, 1);
    await an.close();
});

test('the back button and the way forward again lead to the same place', async () => {
    const an = await (await hall.phone()).join('Giang');
    await ask(an);
    await an.answer_something();
    await an.sees('saved');
    await an.page.goto(kiosk.url + '/healthz');
    await an.page.goBack();
    await an.sees('saved');
    await staff.reveal();
    await an.sees('reveal');
    await an.close();
});

test('a locked phone that slept through a question wakes up in the present', async () => {
    const an = await (await hall.phone()).join('Hà');
    await ask(an);
    await an.page.evaluate(() => {
        Object.defineProperty(document, 'hidden', {value: true, configurable: true});
        document.dispatchEvent(new Event('visibilitychange'));
    });
    await staff.reveal();
    await an.page.evaluate(() => {
        Object.defineProperty(document, 'hidden', {value: false, configurable: true});
        document.dispatchEvent(new Event('visibilitychange'));
    });
    await an.sees('reveal');
    await an.page.waitForFunction(() => /Bạn chưa trả lời|Ý kiến/.test(document.body.innerText));
    await an.close();
});

test('the kiosk is killed under the pages and comes back: nobody is lost, and the round goes on', async () => {
    const an = await (await hall.phone()).join('Khoa'), binh = await (await hall.phone()).join('Lan');
    await ask(an, binh);
    await an.answer_something();
    await an.sees('saved');
    const before = await an.own();
    await kiosk.kill();
    await binh.answer_something();
    await binh.sees('sending');
    await an.page.waitForSelector('#net:not(:empty)');
    await kiosk.start();
    await binh.sees('saved');
    await an.page.waitForFunction(() => !document.querySelector('#net').firstChild);
    await an.sees('saved');
    const now = await an.own();
    assert.deepEqual([now.round, now.question, now.choice], [before.round, before.question, before.choice]);
    await staff.page.waitForFunction(() => !document.querySelector('#net').firstChild);
    await staff.reveal();
    await an.sees('reveal');
    await binh.sees('reveal');
    await an.close();
    await binh.close();
});

test('a double tap on the big button moves the contest once', async () => {
    await staff.next('question');
    await staff.tap_next();
    await staff.page.evaluate(async () => { // by the page's own clock: on a busy machine a click from outside comes late
        for (let tap = 0; tap < 3; tap++) {
            await new Promise((done) => setTimeout(done, 120));
            document.getElementById('next').click();
        }
    });
    await staff.reaches('answering');
    await staff.page.waitForTimeout(600);
    assert.equal(await staff.phase(), 'answering');
});

test('two people with a staff page each tap at the same moment: once', async () => {
    const other = await (await hall.staff({viewport: {width: 360, height: 740}})).log_in();
    await other.page.waitForSelector('#next');
    await other.page.waitForTimeout(700);
    await Promise.all([staff.page.click('#next'), other.page.click('#next')]);
    await staff.reaches('question');
    await staff.page.waitForTimeout(600);
    assert.equal(await staff.phase(), 'question');
    await other.close();
});

test('a removed player is told kindly, cannot answer, and goes on when let back in', async () => {
    const an = await (await hall.phone()).join('Minh Khôi');
    await ask(an);
    await staff.people('Minh Khôi');
    await staff.page.click('.people button:has-text("Đưa ra")');
    await staff.page.click('.ask .danger');
    await staff.page.waitForSelector('.people .out');
    await an.answer_something();
    await an.page.waitForFunction(() => /Bạn đang ở ngoài cuộc chơi/.test(document.body.innerText));
    await staff.page.click('.people button:has-text("Cho vào lại")');
    await staff.page.waitForFunction(() => !document.querySelector('.people .out'));
    await an.sees('answer');
    await an.answer_something();
    await an.sees('saved');
    await an.close();
});

test('a new name given by staff is the name on the phone', async () => {
    const an = await (await hall.phone()).join('Nam Phong');
    await staff.people('Nam Phong');
    await staff.page.click('.people button:has-text("Đổi tên")');
    await staff.page.fill('#new-name', 'Phong');
    await staff.page.click('.ask .primary');
    await staff.page.waitForFunction(() => document.querySelector('.people li b').textContent === 'Phong');
    await an.page.reload();
    await an.sees('lobby');
    assert.match(await an.text(), /Phong, bạn đã vào!/);
    await an.close();
});

test('not saved is said, not hidden, and the answer goes on being sent', async () => {
    const an = await (await hall.phone()).join('Oanh');
    await ask(an);
    let tries = 0;
    await an.context.route('**/p/quiz/answer', (route) => {
        tries++;
        return route.fulfill({status: 503, contentType: 'application/json', body: JSON.stringify({error: 'not_saved', message: '…'})});
    });
    await an.answer_something();
    await an.page.waitForFunction(() => /Chưa lưu được, xin giữ trang này mở/.test(document.body.innerText));
    await an.page.waitForTimeout(1500);
    assert.ok(tries > 1);
    await an.context.unroute('**/p/quiz/answer');
    await an.sees('saved');
    await an.close();
});

test('a login page of the hotspot in the place of the kiosk is no answer', async () => {
    const an = await (await hall.phone()).join('Phúc');
    await ask(an);
    await an.context.route('**/p/quiz/answer', (route) => route.fulfill({status: 200, contentType: 'text/html', body: '<h1>Wi-Fi</h1>'}));
    await an.answer_something();
    await an.sees('sending');
    await an.page.waitForTimeout(1000);
    await an.sees('sending');
    await an.context.unroute('**/p/quiz/answer');
    await an.sees('saved');
    await an.close();
});

test('a late answer is refused with a sentence and never counts for the next question', async () => {
    const an = await (await hall.phone()).join('Quân');
    await ask(an);
    await an.context.route('**/p/quiz/answer', (route) => route.abort());
    await an.answer_something();
    await an.sees('sending');
    await staff.reveal();
    await an.sees('reveal');
    await an.context.unroute('**/p/quiz/answer');
    const next = (await staff.round()).next === 'standings' ? (await staff.next('standings'), 'question') : 'question';
    await staff.next(next);
    await staff.next('answering');
    await an.sees('answer');
    await an.page.waitForTimeout(3000); // the old letter has been sent again and refused by now
    await an.sees('answer');
    assert.equal((await an.own()).choice, null);
    await an.close();
});

test('a pause stops the answers and the clock, and goes on', async () => {
    const an = await (await hall.phone()).join('Sơn');
    await ask(an);
    await staff.page.click('#pause');
    await an.page.waitForFunction(() => /Tạm dừng một chút/.test(document.body.innerText));
    assert.equal(await an.page.$('.option:not([disabled])'), null);
    await staff.tap_next();
    await an.sees('answer');
    await an.answer_something();
    await an.sees('saved');
    await an.close();
});

test('a voided question is taken out of the score in front of everybody', async () => {
    const an = await (await hall.phone()).join('Tâm');
    await ask(an);
    if ((await staff.round()).question.type === 'poll') { // there is nothing to take out of a poll
        await staff.reveal();
        await ask(an);
    }
    await an.answer_something();
    await an.sees('saved');
    await staff.reveal();
    const at = (await staff.round()).index;
    await staff.page.click('#mend-' + at);
    await staff.page.click('.ask label:has-text("Không tính điểm câu này")');
    await staff.page.click('.ask .danger');
    await an.page.waitForFunction(() => /Câu này không tính điểm/.test(document.body.innerText));
    assert.equal((await an.own()).score, 0);
    assert.equal((await staff.round()).audit.length, 1);
    await an.close();
});

test('a tap on a language while the handover asks is no answer: the question is asked in that language', async () => {
    const an = await (await hall.phone()).join('Thu');
    let sent = null;
    await an.context.route('**/api/handover', (route) => {
        sent = route.request().postDataJSON();
        return route.fulfill({status: 200, contentType: 'application/json', body: '{}'});
    });
    await an.scan('/ABCDEFGHJ');
    await an.page.waitForSelector('h1:has-text("Chơi tiếp thay cho Thu?")');
    await an.page.tap('#languages [lang=en]');
    await an.page.waitForSelector('h1:has-text("Go on instead of Thu?")');
    assert.equal(sent, null);
    await an.page.tap('.bottom .primary');
    await an.sees('lobby');
    assert.equal(sent.code, 'ABCDEFGHJ');
    await an.close();
});
