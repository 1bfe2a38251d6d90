// What a visitor is told, asked and promised: the notice before joining, a number after the game and never before, a parent's
// number for a child, and "my data": correct, withdraw, erase while a round runs.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {Hall} from './support/hall.mjs';
import {Kiosk, kProgram} from './support/kiosk.mjs';

const small = {locale: 'en-US', colorScheme: 'light', viewport: {width: 320, height: 568}, reducedMotion: 'reduce'};
let keys, kiosk, hall, staff, an, ben;

before(async () => {
    keys = mkdtempSync(join(tmpdir(), 'kiosk-keys-'));
    const made = spawnSync(kProgram, ['people', 'seal-key', '-o', join(keys, 'secret.key')], {encoding: 'utf8'});
    assert.equal(made.status, 0, made.stderr);
    kiosk = await new Kiosk({privacy: {version: '2026-10-01', retention_days: 30, phone: ['prize'], seal_key: made.stdout.trim(), controller: {name: 'UBND phường Tân Hòa', contact: '0210 3846 123'}}}).start();
    hall = await Hall.open(kiosk);
    staff = await (await hall.staff()).log_in();
    an = await hall.phone({colorScheme: 'dark'});
    ben = await hall.phone(small);
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
    if (keys) rmSync(keys, {recursive: true, force: true});
});

const own = (phone) => phone.page.evaluate(async () => (await fetch('/api/me/data')).json());
const sheet = async (phone, title) => phone.page.waitForFunction((text) => { const h = document.querySelector('#privacy-title'); return h && h.textContent === text; }, title);
const press = (phone, text) => phone.page.tap('.sheet button:text-is("' + text + '")');
const list = () => spawnSync(kProgram, ['people', 'phones', '--key', join(keys, 'secret.key'), '--data', kiosk.data], {encoding: 'utf8'}).stdout;
// What a thumb must hit: at least 44 px each way.
async function fits_a_thumb(phone) {
    const thin = await phone.page.evaluate(() => Array.from(document.querySelectorAll('.sheet button, .sheet .tick, .sheet .input, #my-data button'))
        .map((one) => [one.textContent || one.id, one.getBoundingClientRect()]).filter(([, box]) => box.width < 44 || box.height < 44).map(([text, box]) => text + ' ' + box.width + '×' + box.height));
    assert.deepEqual(thin, []);
}

test('the notice is one touch away before joining, and its version is kept', async () => {
    for (const [phone, button, title, body] of [[an, 'Dữ liệu của bạn được dùng thế nào?', 'Dữ liệu của bạn', 'UBND phường Tân Hòa'], [ben, 'How is your data used?', 'Your data', '30 days']]) {
        await phone.scan();
        await phone.page.waitForSelector('form.join');
        assert.equal(await phone.page.$('#my-data button'), null, 'nobody has data yet');
        await phone.page.tap('.join .link:text-is("' + button + '")');
        await sheet(phone, title);
        assert.ok((await phone.page.innerText('.sheet')).includes(body));
        assert.ok((await phone.page.innerText('.sheet')).includes('2026-10-01'));
        await phone.must_be_clean('the notice, ' + title);
        await fits_a_thumb(phone);
        await phone.page.goBack();
        await phone.page.waitForSelector('.sheet', {state: 'detached'});
        await phone.page.waitForSelector('form.join');
    }
    await an.page.fill('#name', 'Lê Thu Hằng');
    await an.page.tap('form.join .primary');
    await ben.page.fill('#name', 'Ben');
    await ben.page.tap('form.join .primary');
    await an.sees('idle');
    await ben.sees('idle');
    assert.equal((await own(an)).player.notice, '2026-10-01');
});

test('where the network is away, a sheet that cannot be opened says so, and opens once when it is touched again', async () => {
    const be = await hall.phone();
    await be.scan();
    await be.context.route('**/phone_privacy.js*', (route) => route.abort());
    await be.page.tap('.join .link');
    await be.page.waitForSelector('#net:has-text("Chưa mở được vì mất kết nối")');
    await be.page.waitForSelector('.join .link:not([aria-disabled])');
    await be.context.unroute('**/phone_privacy.js*');
    await be.page.evaluate(() => { for (let n = 0; n < 3; n++) document.querySelector('.join .link').click(); });
    await sheet(be, 'Dữ liệu của bạn');
    assert.equal(await be.page.locator('.sheet').count(), 1);
    await be.close();
});

test('before the game nobody is asked for a number', async () => {
    await staff.open_contest();
    await an.sees('lobby');
    assert.equal(await an.page.$('#offer button'), null);
    await an.page.tap('#my-data button');
    await sheet(an, 'Dữ liệu của tôi');
    assert.equal((await an.page.innerText('.sheet')).includes('Số điện thoại nhận giải'), false);
    await an.must_be_clean('my data');
    await fits_a_thumb(an);
    await press(an, 'Đóng');
    await an.page.waitForSelector('.sheet', {state: 'detached'});
});

test('name and unit are corrected by who has them', async () => {
    await an.page.tap('#my-data button');
    await sheet(an, 'Dữ liệu của tôi');
    await press(an, 'Sửa');
    await sheet(an, 'Tên và đơn vị');
    await an.must_be_clean('correcting');
    await an.page.fill('#my-name', ' ');
    await press(an, 'Lưu');
    await an.page.waitForFunction(() => document.querySelector('#privacy-problem').textContent === 'Bạn chưa gõ tên.');
    await an.page.fill('#my-name', 'Thu Hằng');
    await an.page.selectOption('#my-unit', 'b');
    await press(an, 'Lưu');
    await sheet(an, 'Dữ liệu của tôi');
    assert.match(await an.page.innerText('.sheet'), /Thu Hằng[\s\S]*Phường Long Xuyên/);
    await press(an, 'Đóng');
    await an.page.waitForFunction(() => /Thu Hằng/.test(document.querySelector('#stage').innerText));
});

test('where there is a touch screen, a code to go on there by is one touch away', async () => {
    const page = ben.page;
    await page.tap('#my-data button');
    await page.waitForSelector('.sheet-body .card');
    assert.equal(await page.locator('.sheet-body .card .button.outline').count(), 0, 'a kiosk without a window has no screen');
    await page.goBack();
    await page.route('**/api/event', async (route) => { // headless, as browser tests are
        const reply = await route.fetch(), event = await reply.json();
        assert.equal(event.screen, false);
        await route.fulfill({response: reply, json: {...event, screen: true}});
    });
    await page.reload();
    await page.tap('#my-data button');
    await page.tap('.sheet-body .card .button.outline');
    await page.waitForSelector('.code');
    assert.match(await page.textContent('.code'), /^[A-HJ-NP-Z2-9]{3} [A-HJ-NP-Z2-9]{3} [A-HJ-NP-Z2-9]{3}$/);
    assert.ok(await page.evaluate(() => document.querySelector('.code').scrollWidth <= document.querySelector('.code').clientWidth), 'whole on the smallest phone');
    await page.unroute('**/api/event');
    await page.goBack();
});

test('after the game a number may be left, with a box that nobody has ticked', async () => {
    await staff.next('question');
    await staff.next('answering');
    await an.answer_something();
    await ben.answer_something();
    await staff.reveal();
    await staff.page.click('#end');
    await staff.page.click('.ask .danger');
    await staff.reaches('podium');
    await an.sees('podium');
    await an.page.waitForSelector('#offer button');
    await an.must_be_clean('podium with the offer');
    await an.page.tap('#offer button');
    await sheet(an, 'Số điện thoại nhận giải');
    await an.must_be_clean('age');
    await fits_a_thumb(an);
    await press(an, 'Tôi từ 16 tuổi trở lên');
    await an.page.waitForSelector('#my-phone');
    assert.equal(await an.page.isChecked('#box-prize'), false);
    await an.must_be_clean('number');
    await fits_a_thumb(an);
    await an.page.fill('#my-phone', '0912 345 678');
    await press(an, 'Lưu số này');
    await an.page.waitForFunction(() => /đánh dấu/.test(document.querySelector('#privacy-problem').textContent));
    await an.page.tap('.tick');
    await an.page.fill('#my-phone', '0912 345 67');
    await press(an, 'Lưu số này');
    await an.page.waitForFunction(() => /Còn thiếu chữ số/.test(document.querySelector('#privacy-problem').textContent));
    await an.must_be_clean('number, refused');
    await an.page.fill('#my-phone', '+84 912 345 678');
    await press(an, 'Đọc thông báo'); // what was typed and ticked waits for them
    await sheet(an, 'Dữ liệu của bạn');
    await press(an, 'Quay lại');
    assert.equal(await an.page.inputValue('#my-phone'), '+84 912 345 678');
    assert.equal(await an.page.isChecked('#box-prize'), true);
    await press(an, 'Lưu số này');
    await sheet(an, 'Đã niêm phong số của bạn');
    await an.must_be_clean('number kept');
    await an.page.tap('.sheet .bottom .primary');
    await an.page.waitForSelector('#offer button', {state: 'detached'});
    assert.match(list(), /Thu Hằng,Phường Long Xuyên,0912 345 678,người chơi,prize/);
});

test('of a child no number is taken, but a parent\'s who is there', async () => {
    await ben.page.waitForSelector('#offer button');
    await ben.page.tap('#offer button');
    await sheet(ben, 'A phone number for prizes');
    await press(ben, 'I am under 16');
    await sheet(ben, 'Please hand the phone to a parent');
    await ben.must_be_clean('a parent');
    await fits_a_thumb(ben);
    await ben.page.fill('#my-phone', '0987654321');
    await ben.page.tap('.tick[for=box-prize]');
    await press(ben, 'Keep this number');
    await ben.page.waitForFunction(() => /parent or guardian has to be here/.test(document.querySelector('#privacy-problem').textContent));
    await ben.page.tap('.tick[for=box-guardian]');
    await press(ben, 'Keep this number');
    await sheet(ben, 'Your number is sealed');
    await press(ben, 'My data');
    await sheet(ben, 'My data');
    assert.match(await ben.page.innerText('.sheet'), /by a parent/);
    await ben.must_be_clean('my data with all in it');
    assert.match(list(), /0987 654 321,phụ huynh/);
    await press(ben, 'Withdraw the number');
    await ben.page.waitForFunction(() => /The number is withdrawn and deleted/.test(document.querySelector('.sheet').innerText));
    assert.doesNotMatch(list(), /0987/);
    await press(ben, 'Close');
});

test('who asks is erased at once, out of the round that runs, and the phone keeps nothing', async () => {
    await staff.order('end', {round: (await staff.round()).round});
    await staff.open_contest();
    await an.sees('lobby');
    await an.page.tap('#my-data button');
    await sheet(an, 'Dữ liệu của tôi');
    await press(an, 'Xóa mọi dữ liệu của tôi');
    await sheet(an, 'Xóa mọi dữ liệu của bạn?');
    await an.must_be_clean('a question before the end');
    await press(an, 'Không xóa');
    await sheet(an, 'Dữ liệu của tôi');
    await press(an, 'Xóa mọi dữ liệu của tôi');
    await press(an, 'Xóa ngay');
    await sheet(an, 'Đã xóa xong');
    await an.must_be_clean('erased');
    assert.deepEqual((await an.context.cookies()).filter((one) => one.name === 'kiosk_player'), []);
    assert.equal(await an.page.evaluate(() => Object.keys(localStorage).length), 0);
    assert.doesNotMatch(list(), /0912/);
    for (let n = 0; n < 100 && (await staff.round()).players !== 1; n++) await staff.page.waitForTimeout(100);
    assert.equal((await staff.round()).players, 1);
    await press(an, 'Chơi lại từ đầu');
    await an.page.waitForSelector('form.join');
    assert.equal(await an.page.inputValue('#name'), '', 'not even the name that was typed');
    assert.equal(await an.page.$('#my-data button'), null);
});

test('staff erase somebody who asks them', async () => {
    await staff.people('Ben');
    await staff.page.click('.people button:text-is("Xóa dữ liệu")');
    await staff.must_be_clean('staff, before erasing');
    await staff.page.click('.ask .danger');
    await staff.page.waitForFunction(() => document.querySelectorAll('.people li').length === 0);
    await ben.page.reload();
    await ben.page.waitForSelector('form.join');
});

test('the kiosk\'s log knows none of them, and no page complained', () => {
    assert.doesNotMatch(kiosk.log + readFileSync(join(kiosk.data, 'kiosk.log'), 'utf8'), /Hằng|Ben\b|912.?345|0987/);
    for (const device of [staff, an, ben]) {
        assert.deepEqual(device.complaints, []);
        assert.deepEqual(device.foreign, []);
    }
});
