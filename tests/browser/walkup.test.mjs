// The walk-up quiz on a phone: whenever they like, each question explained at once, and nothing lost with a reload.
// KIOSK_PICTURES=FOLDER takes pictures of it.

import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';

let kiosk, hall, an, staff;

before(async () => {
    kiosk = await new Kiosk().start();
    hall = await Hall.open(kiosk);
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
});

async function picture(name) {
    if (!process.env.KIOSK_PICTURES) return;
    mkdirSync(process.env.KIOSK_PICTURES, {recursive: true});
    await an.page.waitForTimeout(450); // come to rest
    await an.page.screenshot({path: join(process.env.KIOSK_PICTURES, 'walkup-' + name + '.png'), fullPage: true});
}
const state = () => an.page.evaluate(async () => (await fetch('/p/quiz/walkup')).json());

// Answers whatever is asked with what comes first.
async function answer() {
    const page = an.page;
    if (await page.$('.bottom .primary:not([disabled])')) return page.tap('.bottom .primary'); // what was chosen before a refusal is still there
    if (await page.$('.stepper')) await page.fill('.stepper .input', '42');
    else if (await page.$('form .input')) await page.fill('form .input', 'vneid');
    else if (await page.$('.option[role=checkbox]')) await page.tap('.option >> nth=0');
    else if (await page.$('.option[aria-pressed]')) for (const option of await page.$$('.option')) await option.tap();
    else return page.tap('.option >> nth=0');
    await page.tap('.bottom .primary');
}

test('who has joined is invited, and plays without waiting for anybody', async () => {
    an = await (await hall.phone()).join('An');
    await an.sees('idle');
    await an.page.waitForSelector('.card.walkup');
    await picture('invitation');
    await an.must_be_clean('the invitation');
    await an.page.tap('.card.walkup .primary');
    await an.sees('walkup-question');
    assert.match(await an.text(), /Câu 1\/5/);
    await picture('question');
    await an.must_be_clean('a question');
});

test('each answer is explained at once, and a reload in the midst of it loses nothing', async () => {
    for (let i = 0; i < 5; i++) {
        await an.sees('walkup-question');
        if (i === 2) {
            const before = await state();
            await an.page.reload();
            await an.sees('walkup-question');
            const again = await state();
            assert.deepEqual(again.sitting, before.sitting);
        }
        await answer();
        await an.sees('walkup-explained');
        await picture('explained-' + (i + 1));
        if (i === 0) {
            await an.must_be_clean('an explanation');
            await an.page.reload();
            await an.sees('walkup-explained');
        }
        await an.page.tap('.bottom .primary');
    }
    await an.sees('walkup-done');
    const {card} = await state();
    assert.match(await an.text(), new RegExp('Bạn đúng ' + card.right + ' / ' + card.asked + ' câu'));
    assert.match(await an.text(), /Hạng 1 trong 1 người hôm nay/);
    await picture('card');
    await an.must_be_clean('the card');
});

test('the card is put away and stays away; another game may begin', async () => {
    await an.page.tap('.bottom .outline');
    await an.sees('idle');
    await an.page.reload();
    await an.page.waitForSelector('.card.walkup');
    await an.sees('idle');
    await an.page.tap('.card.walkup .primary');
    await an.sees('walkup-question');
    assert.match(await an.text(), /Câu 1\/5/);
});

test('the contest opens meanwhile: the game says so and gives way when asked', async () => {
    staff = await (await hall.staff()).log_in();
    await staff.open_contest();
    await an.page.waitForSelector('.walkup.bar .button');
    await picture('beside-a-contest');
    await an.must_be_clean('a game beside an open contest');
    await an.page.tap('.walkup.bar .button');
    await an.sees('lobby');
    assert.match(await an.text(), /Bạn đang chơi dở/);
    await an.page.reload();
    await an.sees('lobby');
});

test('the network goes and comes: the answer is sent again by itself', async () => {
    await an.page.fill('#guess', '12');
    await an.page.waitForSelector('.card.walkup', {timeout: 60000}); // who waits in a lobby is invited after twenty seconds
    assert.equal(await an.page.inputValue('#guess'), '12', 'the invitation leaves what is being typed');
    assert.equal(await an.page.evaluate(() => document.activeElement.id), 'guess');
    await an.page.tap('.card.walkup .primary');
    await an.sees('walkup-question');
    // The contest is about to ask all questions that this event has: it says so, and lets go of them when it is over.
    await answer();
    await an.page.waitForSelector('.state >> text=Vòng thi đang hỏi câu này');
    await picture('held');
    await staff.order('end', {round: (await staff.round()).round});
    await an.page.waitForSelector('.walkup.bar', {state: 'detached'});
    await an.goes_offline();
    await answer();
    await an.page.waitForSelector('.state');
    await an.comes_back();
    await an.sees('walkup-explained');
    assert.deepEqual(an.complaints, []);
    assert.deepEqual(an.foreign, []);
});

test('a game that cannot begin says why, and leads back', async () => {
    await an.close();
    an = await (await hall.phone()).join('Bảo');
    await an.page.waitForSelector('.card.walkup');
    await an.context.route('**/p/quiz/walkup/start', (route) => route.fulfill({status: 409, contentType: 'application/json', body: JSON.stringify({error: 'closed', message: 'Hiện chưa có câu hỏi nào để chơi.'})}));
    await an.page.tap('.card.walkup .primary');
    await an.page.waitForSelector('h1:has-text("Hiện chưa có câu hỏi nào để chơi.")');
    await an.must_be_clean('a game that was refused');
    await picture('refused');
    await an.context.unroute('**/p/quiz/walkup/start');
    await an.page.tap('.bottom .outline');
    await an.sees('idle');
    await an.page.tap('.card.walkup .primary');
    await an.sees('walkup-question');
});
