// The booth passport, as at an event: a kiosk with a screen, a phone that scans what really stands on it, answers, and has its
// stamps; a photo of a code is worth nothing a minute later.

import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {code_of as made_from, set_up_booths} from './support/booths.mjs';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';
import {Screen} from './support/screen.mjs';

const kPictures = process.env.KIOSK_PICTURES; // a folder: pictures of every scene

let kiosk, screen, hall, an;

before(async () => {
    kiosk = new Kiosk({passport: {bonus: 300, draw: true}, idle: {ask_after_s: 600}}); // nobody is sent home on a busy machine
    set_up_booths(kiosk);
    screen = await Screen.open();
    await kiosk.start(screen, 'booths');
    hall = await Hall.open(kiosk);
    an = await hall.phone();
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
    if (screen) screen.close();
});

async function picture(name) {
    if (!kPictures) return;
    mkdirSync(kPictures, {recursive: true});
    await an.page.waitForTimeout(500);
    await an.page.screenshot({path: join(kPictures, 'passport-' + name + '.png')});
}

const path_of = (address) => new URL(address.toLowerCase()).pathname.toUpperCase();
const is_code = (address) => /^HTTP:\/\/127\.0\.0\.1:\d+\/B[A-Z2-9]{7}$/.test(address);
const code_of = (id, steps_ago) => made_from(kiosk, id, steps_ago);
const sees = (view) => an.page.waitForSelector('section[data-booths=' + view + ']');

// Of this step, or of the one that has ended since it was read.
function is_code_of(id, address) {
    assert.ok([0, 1].some((ago) => path_of(address) === '/' + code_of(id, ago)), address + ' is the code of ' + id);
}

async function answers(text) {
    await sees('question');
    await an.page.tap('.choice:has-text("' + text + '")');
}
const stamps = () => an.page.evaluate(async () => (await (await fetch('/p/booths/me')).json()).stamps);

test('a newcomer scans the first booth, types a name, answers, and has the stamp', async () => {
    screen.tap(300, 500); // the first tile
    const address = await screen.shows(is_code, 'the code of a booth');
    is_code_of('che', address);
    await an.scan(path_of(address));
    await an.page.fill('#name', 'An');
    await an.page.click('form.join .primary');
    await sees('question');
    assert.match(await an.text(), /Câu hỏi của gian 1\?/);
    await an.must_be_clean('the question');
    await picture('question');
    await answers('Câu đúng');
    await sees('stamped');
    assert.match(await an.text(), /Vì thế đấy/);
    await an.must_be_clean('the stamp');
    await picture('stamped');
    assert.equal(await stamps(), 1);
});

test('the same booth again gives no second stamp', async () => {
    await an.scan(path_of(await screen.shows(is_code, 'the code of a booth')));
    await sees('stamped');
    assert.match(await an.text(), /đã có con dấu/);
    assert.equal(await stamps(), 1);
});

test('two more booths: the passport is full, with points and a number', async () => {
    for (const n of [2, 3]) {
        // Half a minute is before us when the code has just changed: else the new code might be this booth's own next one.
        const old = await screen.shows(is_code, 'a code');
        const before = await screen.shows((code) => is_code(code) && code !== old, 'a fresh code');
        screen.tap(-110, 970); // the next booth
        const address = await screen.shows((code) => is_code(code) && code !== before, 'the code of booth ' + n);
        await an.scan(path_of(address));
        await sees('question');
        assert.match(await an.text(), new RegExp('Câu hỏi của gian ' + n + '\\?'));
        await answers('Câu đúng');
        await sees('stamped');
        assert.equal(await stamps(), n);
        if (n === 2) {
            await an.page.tap('.bottom .primary');
            await sees('passport');
            await an.must_be_clean('the passport');
            await picture('passport');
        }
    }
    await an.page.tap('.bottom .primary');
    await sees('passport');
    assert.match(await an.text(), /0001/);
    assert.match(await an.text(), /300 điểm thưởng/);
    await an.must_be_clean('the full passport');
    await picture('full');
    await an.page.tap('.bottom .button');
    await an.sees('idle');
    assert.match(await an.text(), /3\/3 con dấu/);
    await picture('strip');
    await an.page.reload();
    await an.sees('idle');
    await sees('strip');
});

test('a code of a minute ago is refused with a sentence, a guess as well', async () => {
    await an.scan('/' + code_of('robot', 3));
    await sees('refused');
    assert.match(await an.text(), /Mã này đã hết hạn\. Hãy quét mã đang hiện trên màn hình\./);
    await an.must_be_clean('an old code');
    await picture('old-code');
    await an.scan('/BAAAAAAA');
    await sees('refused');
    assert.match(await an.text(), /Mã này không đúng/);
    assert.equal(await stamps(), 3);
});

test('a wrong answer says why, and another code is needed', async () => {
    const binh = an;
    an = await hall.phone({locale: 'en-US', colorScheme: 'light', viewport: {width: 320, height: 568}});
    await an.scan(path_of(await screen.shows(is_code, 'a code')));
    await an.page.fill('#name', 'Ben');
    await an.page.click('form.join .primary');
    await answers('Wrong');
    await sees('wrong');
    assert.match(await an.text(), /That is why/);
    await an.must_be_clean('a wrong answer');
    await picture('wrong');
    await an.scan('/' + code_of('robot', 0));
    await answers('Right').catch(() => {}); // the step may have changed meanwhile: then it is a good code
    await an.page.waitForSelector('section[data-booths=refused], section[data-booths=stamped]');
    await an.close();
    an = binh;
});

test('stamps are there after the plug was pulled', async () => {
    await kiosk.kill();
    await kiosk.start(screen, 'booths/robot');
    assert.equal(await stamps(), 3);
    const address = await screen.shows(is_code, 'the code of the booth that stands alone');
    is_code_of('robot', address);
    await an.scan(path_of(address));
    await sees('stamped');
    assert.deepEqual(an.complaints, []);
    assert.deepEqual(an.foreign, []);
});

test('staff see how many came, and take the table home', async () => {
    const staff = await (await hall.staff()).log_in();
    await staff.page.click('#tabs-booths');
    await staff.page.waitForSelector('#tab-booths .booths li');
    assert.match(await staff.page.innerText('#tab-booths'), /1 hộ chiếu đã đủ con dấu/);
    await staff.must_be_clean('the tab of the booths');
    if (kPictures) await staff.page.screenshot({path: join(kPictures, 'passport-staff.png')});
    const [file] = await Promise.all([staff.page.waitForEvent('download'), staff.page.click('#tab-booths .csv')]);
    assert.equal(file.suggestedFilename(), 'gian-trung-bay.csv');
});
