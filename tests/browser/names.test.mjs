// Names held back until staff have looked at them: what Bình's phone says meanwhile, and the tab "people" of the staff.
// KIOSK_PICTURES=FOLDER takes pictures.

import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {after, before, test} from 'node:test';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';

const pictures = process.env.KIOSK_PICTURES && resolve(process.env.KIOSK_PICTURES);
const kPeople = ['Lò Thị Mai', 'Đội Măng Non', 'Quách Văn Dũng', 'Bà Sáu hàng chè', 'Nguyễn Hoàng Bảo Châu', 'Tí'];
let kiosk, hall, staff, page, binh;

before(async () => {
    if (pictures) mkdirSync(pictures, {recursive: true});
    kiosk = await new Kiosk({names: {hold_until_approved: true}}).start();
    hall = await Hall.open(kiosk);
    staff = await (await hall.staff({colorScheme: 'light', viewport: {width: 1280, height: 900}})).log_in();
    page = staff.page;
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
});

const picture = async (name, of = page) => { if (pictures) { await of.waitForTimeout(300); await of.screenshot({path: join(pictures, name + '.png')}); } };
const joins = async (name) => {
    const reply = await fetch(kiosk.url + '/api/join', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({name})});
    assert.equal(reply.status, 200, name + ': ' + await reply.text());
};
const rows = () => page.$$eval('.people li b', (all) => all.map((one) => one.textContent));
const rows_are = (count) => page.waitForFunction((wanted) => document.querySelectorAll('.people li').length === wanted, count);
const waits = (count) => page.waitForFunction((wanted) => (document.querySelector('#tabs-people .badge') || {textContent: '0'}).textContent === wanted, String(count));
const touch = (name) => page.click('[aria-label="Duyệt tên ' + name + '"]');

test('their own phone says their name, and the one that the others see', async () => {
    binh = await hall.phone();
    await binh.join('Bình Nguyên');
    await binh.page.waitForSelector('#held b');
    const {player} = await binh.page.evaluate(async () => (await fetch('/api/me')).json());
    const said = await binh.text();
    assert.match(said, /Chào Bình Nguyên/);
    assert.ok(said.includes('Trên màn hình, tên bạn là ' + player.board_name), said);
    await picture('names-phone', binh.page);
    await binh.must_be_clean('a held name');
});

test('the names that wait come first, the newest on top, counted on the tab', async () => {
    for (const name of kPeople) await joins(name);
    await waits(7);
    assert.match(await page.getAttribute('#tabs-people', 'aria-selected'), /false/, 'it is counted while staff look at the contest');
    await page.click('#tabs-people');
    await rows_are(7);
    assert.deepEqual(await rows(), [...kPeople].reverse().concat('Bình Nguyên'));
    assert.equal(await page.getAttribute('#show-waiting', 'aria-pressed'), 'true');
    assert.match(await page.innerText('.people li >> nth=0'), /Trên bảng: /);
    await picture('names-staff');
    await staff.must_be_clean('names that wait');
});

test('a telephone of the staff has room for it, too', async () => {
    const small = await (await hall.staff({viewport: {width: 360, height: 740}})).log_in();
    await small.page.click('#tabs-people');
    await small.page.waitForSelector('.people li');
    await picture('names-small', small.page);
    await small.must_be_clean('names on a telephone');
    const wide = await small.page.$$eval('.people li', (all) => all.some((one) => one.scrollWidth > one.clientWidth));
    assert.equal(wide, false, 'a button sticks out of its card');
    await small.close();
});

test('one touch; with the keyboard on to the next name', async () => {
    await touch('Tí');
    await rows_are(6);
    await page.focus('[aria-label="Duyệt tên Nguyễn Hoàng Bảo Châu"]');
    await page.keyboard.press('Enter');
    await rows_are(5);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Duyệt tên Bà Sáu hàng chè');
    await waits(5);
});

test('a name that comes in moves nothing under the finger', async () => {
    const before = await rows(), place = () => page.locator('.people li >> nth=0').boundingBox(), stood = await place();
    await joins('Kẻ Phá Đám');
    await page.waitForSelector('#new-names:not([hidden])');
    assert.deepEqual(await rows(), before);
    assert.deepEqual(await place(), stood);
    await picture('names-new');
    await page.click('#new-names');
    await rows_are(6);
    assert.equal((await rows())[0], 'Kẻ Phá Đám');
    await page.click('.people li >> nth=0 >> text=Giữ tên tạm');
    await rows_are(5);
});

test('a name that changed since the list was read is not approved', async () => {
    await binh.page.evaluate(() => fetch('/api/me', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({name: 'Bình Bậy'})}));
    await touch('Bình Nguyên');
    await page.waitForSelector('#toast .bad');
    assert.match(await page.innerText('#toast'), /vừa đổi tên/);
    await page.waitForFunction(() => document.querySelector('.people li b').textContent === 'Bình Bậy');
    await page.click('[aria-label="Đổi tên Bình Bậy"]');
    await page.fill('#new-name', 'Bình Nguyên');
    await page.keyboard.press('Enter');
    await rows_are(4);
    await binh.page.reload();
    await binh.page.waitForSelector('h1');
    assert.equal(await binh.page.innerText('#held'), '', 'what staff type needs no look');
});

test('all at once, and everybody is found still', async () => {
    await page.click('#approve-all');
    await picture('names-ask');
    await page.click('.ask .primary');
    await rows_are(0);
    await waits(0);
    assert.match(await page.innerText('.counted'), /Không có tên nào chờ duyệt/);
    await picture('names-none');
    await page.click('#show-all');
    await rows_are(8);
    await page.fill('#find', 'mang non');
    await rows_are(1);
    await staff.must_be_clean('everybody');
    assert.deepEqual(staff.complaints, []);
    assert.deepEqual(staff.foreign, []);
});
