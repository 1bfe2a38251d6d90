// For everybody: screen readers, both languages, dark and light, the smallest phone, bad Wi-Fi, the longest list of units.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';

const kBudget = 42 * 1024; // bytes over the wire for joining and playing

let kiosk, hall, staff;
const phones = {};
const looks = {
    'vi, dark': {locale: 'vi-VN', colorScheme: 'dark'},
    'en, light, the smallest phone, large and without motion': {locale: 'en-US', colorScheme: 'light', viewport: {width: 320, height: 568}, reducedMotion: 'reduce'}
};

before(async () => {
    const units = Array.from({length: 148}, (_, i) => ({id: 'u' + i, title: ['Xã Vĩnh Hậu', 'Phường Châu Đốc', 'Xã Ba Chúc', 'Đặc khu Phú Quốc'][i % 4] + ' ' + (i + 1)}));
    kiosk = await new Kiosk({units}).start();
    hall = await Hall.open(kiosk);
    staff = await (await hall.staff({colorScheme: 'light'})).log_in();
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
});

async function everybody(check) {
    for (const look of Object.keys(phones)) await check(phones[look], look);
}

test('joining and playing takes at most 42 KB over the wire, and nothing from outside', async () => {
    const phone = await hall.phone();
    const wire = await phone.context.newCDPSession(phone.page);
    await wire.send('Network.enable');
    const files = new Map(); // request → {path, bytes}; bodies as sent, the stream's messages included
    wire.on('Network.responseReceived', (e) => files.set(e.requestId, {path: new URL(e.response.url).pathname, bytes: 0}));
    wire.on('Network.dataReceived', (e) => { files.get(e.requestId).bytes += e.encodedDataLength; });
    wire.on('Network.loadingFinished', (e) => { // a body that came in one packet with its headers is told only here, with them
        const file = files.get(e.requestId);
        if (file && !file.bytes) file.bytes = e.encodedDataLength;
    });
    await staff.open_contest();
    await phone.join('An');
    await phone.sees('lobby');
    await staff.next('question');
    await staff.next('answering');
    await phone.answer_something();
    await phone.sees('saved');
    await staff.reveal();
    await phone.sees('reveal');
    await phone.page.waitForTimeout(500);
    const replies = [...files.values()], bytes = replies.reduce((sum, one) => sum + one.bytes, 0);
    const list = replies.map((one) => one.path + ' ' + one.bytes).join(', ');
    console.log('    over the wire: ' + bytes + ' bytes: ' + list);
    for (const path of ['/', '/web/phone.js', '/p/quiz/phone.js', '/events']) assert.ok(replies.some((one) => one.path === path && one.bytes > 500), path + ' is counted: ' + list);
    assert.ok(bytes <= kBudget, bytes + ' bytes: ' + list);
    assert.deepEqual(phone.foreign, []);
    assert.deepEqual(phone.complaints, []);
    await phone.close();
    for (let now = await staff.round(); now.phase !== 'ended'; now = await staff.round()) await staff.order('end', {round: now.round});
});

test('the pages obey a strict policy: nothing inline, nothing from elsewhere', async () => {
    for (const path of ['/', '/staff']) {
        const reply = await fetch(kiosk.url + path), html = await reply.text();
        assert.match(reply.headers.get('content-security-policy'), /default-src 'self'/);
        assert.doesNotMatch(html, /<script(?![^>]*src)|<style|style="|\son[a-z]+=|https?:\/\//);
    }
});

test('joining is fit for everybody', async () => {
    for (const look of Object.keys(looks)) {
        const phone = phones[look] = await hall.phone(looks[look]);
        await phone.scan();
        await phone.page.waitForSelector('form.join');
        await phone.must_be_clean('join, ' + look);
        await phone.page.tap('form.join .primary');
        await phone.page.waitForFunction(() => document.querySelector('#problem').textContent);
        await phone.must_be_clean('join without a name, ' + look);
    }
});

test('148 communes are searched without accents, by keyboard too, and the back button closes the list', async () => {
    const phone = phones['vi, dark'], page = phone.page;
    await page.tap('#unit');
    await page.fill('.sheet input', 'chau doc 146');
    await phone.must_be_clean('the list of units');
    await page.goBack();
    await page.waitForSelector('.sheet', {state: 'detached'});
    await page.waitForSelector('form.join');
    await page.focus('#unit');
    await page.keyboard.press('Enter');
    await page.fill('.sheet input', 'chau doc 146');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.sheet', {state: 'detached'});
    assert.equal(await page.textContent('#unit-shown'), 'Phường Châu Đốc 146');
});

test('the language changes at once and stays after a reload', async () => {
    const phone = phones['vi, dark'], page = phone.page;
    await page.fill('#name', 'Bình');
    await page.tap('#languages [lang=en]');
    await page.waitForFunction(() => /Join the game/.test(document.body.innerText));
    assert.equal(await page.inputValue('#name'), 'Bình', 'what was typed stays');
    assert.equal(await page.textContent('#unit-shown'), 'Phường Châu Đốc 146');
    await page.reload();
    await page.waitForFunction(() => /Join the game/.test(document.body.innerText));
    await page.tap('#languages [lang=vi]');
    await page.waitForFunction(() => /Vào chơi/.test(document.body.innerText));
});

test('a name with markup in it is a name, on every page', async () => {
    const phone = phones['vi, dark'];
    await phone.page.fill('#name', '<img src=x onerror=a>');
    await phone.page.tap('form.join .primary');
    await phone.sees('idle');
    assert.match(await phone.text(), /Chào <img src=x onerror=a>!/);
    await staff.people('<img src=x onerror=a>');
    assert.equal(await staff.page.$('.people img'), null);
    await staff.must_be_clean('people');
    await phones['en, light, the smallest phone, large and without motion'].page.fill('#name', 'Nguyễn Hoàng Bảo Ngọc An');
    await phones['en, light, the smallest phone, large and without motion'].page.tap('form.join .primary');
});

test('every scene of a round is fit for everybody, whatever the kind of question', async () => {
    await everybody((phone, look) => phone.must_be_clean('idle, ' + look));
    await staff.page.click('#tabs-quiz');
    await staff.must_be_clean('open a contest');
    await staff.open_contest();
    const check = async (scene) => everybody(async (phone, look) => {
        await phone.sees(scene);
        await phone.must_be_clean(scene + ', ' + look);
    });
    await check('lobby');
    for (let index = 0; index < 7; index++) {
        await staff.next('question');
        if (index === 0) await check('soon');
        await staff.next('answering');
        await check('answer');
        if (index === 0) await staff.must_be_clean('staff, answering');
        await phones['vi, dark'].answer_something();
        await phones['vi, dark'].sees('saved');
        await phones['vi, dark'].must_be_clean('saved');
        await staff.reveal();
        await check('reveal');
        if ((await staff.round()).next === 'standings') {
            await staff.next('standings');
            if (index === 0) await check('standings');
        }
    }
    await staff.next('podium');
    await check('podium');
    await staff.must_be_clean('staff, podium');
    await staff.page.click('#end');
    await staff.must_be_clean('staff, a question before the end');
    await staff.page.click('.ask .danger');
    await check('ended');
});

test('the staff page is fit for a phone, and its tabs for the keyboard', async () => {
    const small = await (await hall.staff({viewport: {width: 360, height: 740}, colorScheme: 'dark', locale: 'en-US'})).log_in();
    await small.page.click('#languages [lang=en]');
    await small.page.waitForFunction(() => /Open a contest/.test(document.body.innerText));
    await small.must_be_clean('open a contest, phone');
    await small.page.focus('#tabs-quiz');
    await small.page.keyboard.press('ArrowLeft'); // the day
    await small.page.keyboard.press('ArrowLeft'); // and round to the last
    await small.page.waitForSelector('#tab-health:not([hidden]) .facts');
    await small.must_be_clean('health, phone');
    await small.page.click('.leave button');
    await small.page.waitForSelector('.login');
    await small.must_be_clean('login');
    await small.close();
});

test('too many wrong PINs lock the page for a while, and it says for how long', async () => {
    const stranger = await hall.staff();
    for (let n = 0; n < 12 && !/Xin chờ/.test(await stranger.page.textContent('#problem').catch(() => '')); n++) await stranger.log_in('1111' + n);
    assert.match(await stranger.page.textContent('#problem'), /Sai quá nhiều lần\. Xin chờ \d+ (giây|phút)/);
    await stranger.close();
});

test('no page complained in all that', () => {
    for (const device of [staff, ...Object.values(phones)]) {
        assert.deepEqual(device.complaints, []);
        assert.deepEqual(device.foreign, []);
    }
});
