// Feedback on the phone and on the staff page: three taps, a sentence, no markup, out of the way while a question is asked.
// KIOSK_PICTURES=FOLDER takes pictures.

import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {after, before, test} from 'node:test';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';

const pictures = process.env.KIOSK_PICTURES && resolve(process.env.KIOSK_PICTURES);
let kiosk, hall, staff;

before(async () => {
    if (pictures) mkdirSync(pictures, {recursive: true});
    kiosk = await new Kiosk().start();
    hall = await Hall.open(kiosk);
    staff = await (await hall.staff({colorScheme: 'light'})).log_in();
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
});

const picture = (device, name) => pictures && device.page.screenshot({path: join(pictures, name + '.png')});

// From the line at the bottom to "thank you".
async function speak(phone, reason, unit, sentence) {
    const {page} = phone;
    await page.tap('#feedback');
    await page.tap('[data-reason=' + reason + ']');
    await page.tap('.feedback-sheet li button:has-text("' + unit + '")');
    if (sentence) await page.fill('#feedback-sentence', sentence);
    await page.tap('#feedback-send');
    await page.waitForSelector('.feedback-sheet .picture.ok');
}

test('three taps and a sentence reach the staff, and markup stays text', async () => {
    const phone = await hall.phone({colorScheme: 'dark'});
    await phone.join('An');
    await picture(phone, 'feedback-idle');
    await phone.page.tap('#feedback');
    await phone.must_be_clean('reasons');
    await picture(phone, 'feedback-reasons');
    await phone.page.tap('[data-reason=line]');
    await phone.must_be_clean('units');
    await picture(phone, 'feedback-units');
    await phone.page.tap('.feedback-sheet li button:has-text("Xã Vĩnh Hậu")');
    await phone.page.fill('#feedback-sentence', '<img src=x onerror=alert(1)> chiều nào mạng cũng rớt');
    await phone.must_be_clean('sentence');
    await picture(phone, 'feedback-sentence');
    await phone.page.tap('#feedback-send');
    await phone.page.waitForSelector('.feedback-sheet .picture.ok');
    await picture(phone, 'feedback-thanks');
    await phone.page.tap('.feedback-sheet .bottom .primary');
    assert.match(await phone.text(), /Cảm ơn bạn!/);
    assert.equal(await phone.page.$('.feedback-sheet'), null);

    await staff.page.click('#tabs-feedback');
    await staff.page.waitForSelector('.said li');
    assert.match(await staff.page.innerText('.said'), /<img src=x onerror=alert\(1\)> chiều nào mạng cũng rớt/);
    assert.equal(await staff.page.$('.said img'), null);
    assert.match(await staff.page.innerText('#tab-feedback'), /Còn ít ý kiến/, 'one voice is not shown as a bar');
    assert.deepEqual(phone.complaints, []);
    await phone.close();
});

test('from five voices on there are bars, and a table to take home', async () => {
    const reasons = ['line', 'line', 'device', 'procedure', 'skills'];
    for (let i = 0; i < reasons.length; i++) {
        const phone = await hall.phone();
        await phone.join('Người ' + i);
        await speak(phone, reasons[i], 'Xã Vĩnh Hậu');
        await phone.close();
    }
    await staff.page.waitForFunction(() => document.querySelectorAll('#tab-feedback .bars li').length === 6);
    const bars = await staff.page.innerText('#tab-feedback');
    assert.match(bars, /Đường truyền/);
    assert.match(bars, /Xã Vĩnh Hậu/);
    await staff.must_be_clean('bars');
    await picture(staff, 'feedback-bars');
    const [download] = await Promise.all([staff.page.waitForEvent('download'), staff.page.click('#voices-csv')]);
    assert.equal(download.suggestedFilename(), 'gop-y.csv');
    assert.deepEqual(staff.complaints, []);
});

test('a second voice within the hour is refused in words', async () => {
    const phone = await hall.phone();
    await phone.join('Bình');
    await speak(phone, 'other', 'Phường Long Xuyên');
    await phone.page.reload();
    await phone.page.tap('#feedback');
    await phone.page.tap('[data-reason=line]');
    await phone.page.tap('.feedback-sheet li button >> nth=0');
    await phone.page.tap('#feedback-send');
    await phone.page.waitForSelector('#feedback-problem:not(:empty)');
    assert.match(await phone.page.innerText('#feedback-problem'), /Sau một giờ/);
    await phone.close();
});

test('while a question is asked it is out of the way', async () => {
    const phone = await hall.phone();
    await phone.join('Chi');
    await phone.page.waitForSelector('#feedback');
    await staff.page.click('#tabs-quiz');
    await staff.open_contest();
    await phone.sees('lobby');
    assert.equal(await phone.page.isVisible('#feedback'), true);
    await staff.next('question');
    await phone.sees('soon');
    assert.equal(await phone.page.isVisible('#feedback'), false);
    await phone.close();
});
