// From the podium to the prize: a winner's phone, two desks, the paper, a complaint. With KIOSK_PICTURES=FOLDER every view is
// photographed on the way, in both languages, dark and light; the minutes as A4.

import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {after, before, test} from 'node:test';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';

const pictures = process.env.KIOSK_PICTURES && resolve(process.env.KIOSK_PICTURES);
if (pictures) mkdirSync(pictures, {recursive: true});
let kiosk, hall, hang, ben, an, laptop, pocket;

before(async () => {
    kiosk = new Kiosk({place: 'Phú Thọ', privacy: {controller: {name: 'UBND phường Tân Hòa', contact: '0210 3846 123'}}, prizes: {places: [{place: 1, title: {vi: 'Giải Nhất', en: 'First prize'}, stock: 1},
        {place: 2, title: {vi: 'Giải Nhì', en: 'Second prize'}, stock: 1}, {place: 3, title: {vi: 'Giải Ba', en: 'Third prize'}, stock: 3}]}});
    await kiosk.start();
    hall = await Hall.open(kiosk);
    hang = await hall.phone({colorScheme: 'dark'});
    ben = await hall.phone({colorScheme: 'light', locale: 'en-US', viewport: {width: 320, height: 568}});
    an = await hall.phone({colorScheme: 'light'});
    laptop = await (await hall.staff({colorScheme: 'light'})).log_in();
    pocket = await hall.staff({colorScheme: 'dark', locale: 'vi-VN', viewport: {width: 360, height: 740}, deviceScaleFactor: 2});
    await hang.join('Lê Thu Hằng');
    await ben.join('Ben');
    await an.join('An');
    await laptop.open_contest();
    for (let n = 1; n <= 7; n++) {
        await laptop.next('question');
        await laptop.next('answering');
        const state = await laptop.round();
        await answers(hang, state, true);
        if (n !== 2) await answers(ben, state, n !== 4);
        if (n > 4) await answers(an, state, true);
        await laptop.reveal();
        if ((await laptop.round()).next === 'standings') await laptop.next('standings');
    }
    await laptop.next('podium');
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
});

// As the page would send it: the right answer, or one that can hardly be right.
async function answers(device, {round, question, answer}, well) {
    const key = answer || {}, first = question.options.length ? {options: [question.options[question.options.length - 1].id]} : null;
    const choice = question.type === 'poll' ? first : question.type === 'order' ? {order: well ? key.order : key.order.slice().reverse()}
        : question.type === 'number' ? {number: well ? key.number : 7777} : question.type === 'text' ? {text: well ? key.texts[0] : 'không rõ'}
        : {options: well ? key.options : first.options};
    const status = await device.page.evaluate(async (body) => (await fetch('/p/quiz/answer', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)})).status,
        {round, question: question.id, choice});
    assert.equal(status, 200, device.name + ' answers ' + JSON.stringify(choice));
}

async function take(device, name, options) {
    if (!pictures) return;
    await device.page.waitForTimeout(400);
    await device.page.screenshot({path: join(pictures, name + '.png'), ...options});
}
async function speak(device, lang) {
    await device.page.click('#languages [lang=' + lang + ']');
    await device.page.waitForFunction((wanted) => document.documentElement.lang === wanted, lang);
}
async function open_prizes(staff) {
    await staff.page.click('#tabs-quiz-sets'); // its sheet stays loaded, and must not reach in here
    await staff.page.waitForSelector('.set');
    await staff.page.click('#tabs-quiz-prizes');
    await staff.page.waitForSelector('#prize-code');
}

test('a winner sees the code on their own phone, also after a reload', async () => {
    await hang.page.waitForSelector('.prize .code');
    const {prizes} = await hang.own();
    assert.equal(prizes.length, 1);
    assert.equal((await hang.page.textContent('.prize .code')).replace(/\s/g, ''), prizes[0].code.replace('-', ''));
    assert.equal(await hang.page.evaluate(() => document.querySelector('.ticket img').naturalWidth > 0), true, 'the QR code is drawn');
    await hang.page.reload();
    await hang.page.waitForSelector('.prize .code');
    await hang.must_be_clean('a winner\'s phone');
    await take(hang, 'phone-vi-dark', {fullPage: true});
    await ben.page.waitForSelector('.prize .code');
    await ben.must_be_clean('a winner\'s small phone');
    await take(ben, 'phone-en-light-small', {fullPage: true});
});

test('a desk types the code and hands out; another desk is told when and where', async () => {
    const [{code}] = (await hang.own()).prizes;
    await open_prizes(laptop);
    await laptop.must_be_clean('the desk');
    await take(laptop, 'desk-vi-light-0', {fullPage: true});
    await laptop.page.fill('#prize-code', 'ABCD');
    await laptop.page.click('#find-code');
    await laptop.page.waitForSelector('#code-problem:not(:empty)');
    await laptop.page.fill('#prize-code', code.toLowerCase());
    await laptop.page.keyboard.press('Enter');
    await laptop.page.waitForSelector('#hand-out');
    assert.match(await laptop.page.innerText('.claim'), /Giải Nhất[^]*Lê Thu Hằng/);
    await laptop.must_be_clean('a claim on the table');
    await take(laptop, 'desk-vi-light-1-found', {fullPage: true});

    // A phone's camera leads the second desk here, with the code.
    await pocket.page.goto(kiosk.url + '/staff#quiz-prizes=' + code.replace('-', ''));
    await pocket.page.fill('#pin', '246810');
    await pocket.page.click('.login .primary');
    await pocket.page.waitForSelector('#hand-out');
    await pocket.must_be_clean('the desk on a phone');
    await take(pocket, 'desk-vi-dark-phone-1-found', {fullPage: true});

    // The kiosk records it and the Wi-Fi loses the reply; a second tap changes nothing, and nobody is told not to give what is theirs to give.
    await laptop.page.fill('#desk-name', 'Bàn cạnh sân khấu');
    let tries = 0;
    await laptop.context.route('**/prizes/hand-out', async (route) => {
        tries++;
        if (tries > 1) return route.continue();
        await route.fetch();
        return route.abort();
    });
    await laptop.page.dblclick('#hand-out');
    await laptop.page.waitForSelector('.claim #hand-out[disabled]');
    await laptop.page.waitForSelector('.claim.ok');
    assert.doesNotMatch(await laptop.page.innerText('body'), /Đừng trao lần nữa/);
    assert.equal(tries, 2);
    await laptop.context.unroute('**/prizes/hand-out');
    await take(laptop, 'desk-vi-light-2-handed', {fullPage: true});
    await pocket.page.waitForSelector('.claim.bad'); // it hears of it
    assert.match(await pocket.page.innerText('.claim .verdict'), /Bàn cạnh sân khấu/);
    await take(pocket, 'desk-vi-dark-phone-2-second', {fullPage: true});
    await hang.page.waitForSelector('.prize.fetched');
    await take(hang, 'phone-vi-dark-fetched');

    await speak(pocket, 'en');
    await pocket.page.waitForSelector('#prize-code');
    await take(pocket, 'desk-en-dark-phone-3', {fullPage: true});
});

test('what was handed out by mistake is taken back with a reason; without a code a reason is needed, too', async () => {
    await laptop.page.click('#undo');
    await laptop.page.waitForSelector('.ask');
    await take(laptop, 'desk-vi-light-4-undo');
    await laptop.page.click('.ask .danger');
    assert.ok(await laptop.page.$('.ask'), 'not without a reason');
    await laptop.page.fill('#reason', 'bấm nhầm');
    await laptop.page.click('.ask .danger');
    await laptop.page.waitForSelector('.claim.waiting');
    await hang.page.waitForSelector('.prize .code');
    await laptop.page.click('.lists .claims .button >> nth=0');
    await laptop.page.fill('#reason', 'điện thoại hết pin, có căn cước');
    await laptop.page.click('.ask .primary');
    await laptop.page.waitForSelector('.claim.ok');
    await laptop.page.click('.claim details summary');
    await laptop.page.waitForSelector('.trail li >> nth=3');
    assert.match(await laptop.page.innerText('.trail'), /bấm nhầm[^]*hết pin/);
    await laptop.must_be_clean('the history');
    await take(laptop, 'desk-vi-light-5-history', {fullPage: true});
});

test('the minutes are a page for A4 and carry the hash of the sealed file', async () => {
    await laptop.page.click('.views .chip >> nth=1');
    await laptop.page.waitForSelector('.rounds .actions a');
    await laptop.must_be_clean('the results of rounds');
    await take(laptop, 'results-vi-light', {fullPage: true});
    const [paper] = await Promise.all([laptop.context.waitForEvent('page'), laptop.page.click('.rounds a[target=_blank] >> nth=0')]);
    await paper.waitForSelector('footer b >> nth=1');
    assert.match(await paper.innerText('body'), /CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/i);
    assert.equal(await paper.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false);
    if (pictures) {
        await paper.screenshot({path: join(pictures, 'minutes-vi-screen.png'), fullPage: true});
        await paper.pdf({path: join(pictures, 'minutes-vi.pdf'), preferCSSPageSize: true});
        await paper.goto(paper.url().replace('lang=vi', 'lang=en'));
        await paper.pdf({path: join(pictures, 'minutes-en.pdf'), preferCSSPageSize: true});
    }
    await paper.close();
});

test('a complaint is answered with what was shown and sent', async () => {
    await laptop.page.click('.rounds .actions button >> nth=0');
    assert.ok((await laptop.page.locator('#replay-name').boundingBox()).width > 300, 'there is room for a name');
    await laptop.page.fill('#replay-name', 'ben');
    await laptop.page.waitForFunction(() => document.querySelectorAll('.players .pick-one').length === 1);
    await take(laptop, 'replay-vi-light-0');
    await laptop.page.click('.players .pick-one');
    await laptop.page.waitForSelector('.timeline li >> nth=6');
    assert.match(await laptop.page.innerText('.timeline'), /Không có câu trả lời nào đến/);
    await laptop.must_be_clean('a replay');
    await take(laptop, 'replay-vi-light-1', {fullPage: true});
    await pocket.page.click('.views .chip >> nth=2');
    await pocket.page.waitForSelector('.players .pick-one');
    await pocket.page.click('.players .pick-one >> nth=0');
    await pocket.page.waitForSelector('.timeline li >> nth=6');
    await pocket.must_be_clean('a replay on a phone');
    await take(pocket, 'replay-en-dark-phone', {fullPage: true});
});

test('nothing broke on the way', () => {
    for (const device of [hang, ben, an, laptop, pocket]) {
        assert.deepEqual(device.complaints, []);
        assert.deepEqual(device.foreign, []);
    }
});
