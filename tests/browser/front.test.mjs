// Booths and the game on one phone: what was scanned is seen, what runs by a clock is not missed, and nothing is lost behind the other.

import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, beforeEach, test} from 'node:test';
import {code_of, set_up_booths} from './support/booths.mjs';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';

let kiosk, hall, staff;

before(async () => {
    kiosk = new Kiosk({passport: {bonus: 300, draw: true}});
    set_up_booths(kiosk);
    await kiosk.start();
    hall = await Hall.open(kiosk);
    staff = await (await hall.staff()).log_in();
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
});

// Each story begins while no contest is open.
beforeEach(async () => {
    for (let now = await staff.round(); now.round && now.phase !== 'ended'; now = await staff.round()) await staff.order('end', {round: now.round});
    await staff.page.waitForSelector('.contests');
});

async function picture(phone, name) {
    if (!process.env.KIOSK_PICTURES) return;
    mkdirSync(process.env.KIOSK_PICTURES, {recursive: true});
    await phone.page.waitForTimeout(450); // come to rest
    await phone.page.screenshot({path: join(process.env.KIOSK_PICTURES, 'front-' + name + '.png')});
}
// Waits until the visitor can really see a page of this kind.
const sees_booth = (phone, view) => phone.page.waitForSelector('section[data-booths=' + view + ']', {state: 'visible'});
const sees_game = (phone, scene) => phone.page.waitForSelector('section[data-scene=' + scene + ']', {state: 'visible'});
const scan_booth = (phone, id) => phone.scan('/' + code_of(kiosk, id));
const answer_booth = (phone) => phone.page.tap('.booths .choice:has-text("Câu đúng")');

test('a booth scanned in the midst of a walk-up game is seen, gives its stamp and leads back to the game', async () => {
    const an = await (await hall.phone()).join('An');
    await an.page.tap('.card.walkup .primary');
    await sees_game(an, 'walkup-question');
    await scan_booth(an, 'che');
    await sees_booth(an, 'question');
    await picture(an, 'booth-over-walkup');
    await an.page.waitForSelector('section[data-scene=walkup-question]', {state: 'attached'}); // the game is there, behind it
    await sees_booth(an, 'question');
    await answer_booth(an);
    await sees_booth(an, 'stamped');
    await an.page.tap('.booths .bottom .primary');
    await sees_booth(an, 'passport');
    await an.page.tap('.booths .bottom .button');
    await sees_game(an, 'walkup-question');
    assert.deepEqual(an.complaints, []);
    await an.close();
});

test('a contest question that opens comes in front of a booth, whose own question waits', async () => {
    const an = await (await hall.phone()).join('Bình');
    await staff.open_contest();
    await sees_game(an, 'lobby');
    await scan_booth(an, 'che');
    await sees_booth(an, 'question');
    await staff.next('question');
    await sees_game(an, 'soon');
    assert.equal(await an.page.isVisible('section[data-booths]'), false);
    await staff.next('answering');
    await an.answer_something();
    await sees_game(an, 'saved');

    // Scanned while the contest asks: the booth is what they came for, until the next question.
    await scan_booth(an, 'lop-hoc');
    await sees_booth(an, 'question');
    await an.page.waitForSelector('section[data-scene=saved]', {state: 'attached'});
    await sees_booth(an, 'question');
    await staff.reveal();
    if ((await staff.round()).next === 'standings') await staff.next('standings');
    await staff.next('question');
    await sees_game(an, 'soon');

    // A reload in mid-question is no second scan.
    await an.page.reload();
    await sees_game(an, 'soon');
    await an.page.waitForSelector('section[data-booths=strip]', {state: 'attached'});
    await sees_game(an, 'soon');

    await staff.order('end', {round: (await staff.round()).round});
    await an.page.waitForSelector('button.strip:has-text("đang chờ bạn")');
    await an.must_be_clean('a question that waits');
    await picture(an, 'waits');
    await an.page.tap('button.strip');
    await sees_booth(an, 'question');
    await answer_booth(an);
    await sees_booth(an, 'stamped');
    assert.deepEqual(an.complaints, []);
    await an.close();
});

test('a booth scanned on a bad network is asked for again while the newcomer types their name', async () => {
    const an = await hall.phone();
    let tries = 0;
    await an.context.route('**/p/booths/scan', (route) => (++tries > 1 ? route.continue() : route.abort()));
    await Promise.all([an.page.waitForResponse('**/p/booths/scan'), scan_booth(an, 'robot')]); // before anybody joined
    await an.page.fill('#name', 'Dũng');
    await an.page.click('form.join .primary');
    await sees_booth(an, 'question');
    assert.match(await an.text(), /Câu hỏi của gian 3\?/);
    await an.close();
});

test('an open sheet keeps the focus on phones that know no inert, whatever comes behind it', async () => {
    const an = await hall.phone();
    await an.context.addInitScript(() => { delete HTMLElement.prototype.inert; });
    await an.join('Én');
    await staff.open_contest();
    await sees_game(an, 'lobby');
    await an.page.tap('#my-data button');
    await an.page.tap('.privacy button:text-is("Sửa")');
    await an.page.fill('#my-name', 'Én nhỏ');
    await staff.next('question');
    await an.page.waitForSelector('section[data-scene=soon]', {state: 'attached'});
    assert.equal(await an.page.evaluate(() => document.activeElement.id), 'my-name');
    await an.close();
});

test('who erases themselves in the midst of a game joins again on a page that nothing has taken', async () => {
    const an = await (await hall.phone()).join('Chi');
    await an.page.tap('.card.walkup .primary');
    await sees_game(an, 'walkup-question');
    await an.page.tap('#my-data button');
    await an.page.tap('.privacy .danger');
    await an.page.tap('.privacy .bottom .danger');
    await an.page.tap('.privacy .bottom .primary');
    await an.page.waitForSelector('form.join', {state: 'visible'});
    assert.equal(await an.page.getAttribute('#stage', 'class'), 'stage');
    await an.close();
});
