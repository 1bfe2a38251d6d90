// The staff's day on the tab "today": five steps with one big button, the check in words, the codes to print. KIOSK_PICTURES=FOLDER
// takes pictures.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {after, before, test} from 'node:test';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';

const pictures = process.env.KIOSK_PICTURES && resolve(process.env.KIOSK_PICTURES);
let kiosk, hall, staff, page;

before(async () => {
    if (pictures) mkdirSync(pictures, {recursive: true});
    kiosk = await new Kiosk({wifi: {ssid: 'Hoi truong 10-10', security: 'WPA', password: 'chuyen;doi so'}}).start();
    hall = await Hall.open(kiosk);
    staff = await (await hall.staff({colorScheme: 'light', viewport: {width: 1280, height: 900}})).log_in();
    page = staff.page;
    await page.click('#tabs-day');
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
});

const step = () => page.innerText('.steps .now span');
const reaches = (name) => page.waitForFunction((wanted) => { const now = document.querySelector('.steps .now span'); return now && now.textContent === wanted; }, name);
const big = () => page.innerText('#day-next');
const picture = async (name, of = page) => { if (pictures) { await of.waitForTimeout(300); await of.screenshot({path: join(pictures, name + '.png')}); } };

test('it is the first tab of whoever logs in', async () => {
    const other = await hall.staff();
    await other.page.goto(kiosk.url + '/staff');
    await other.page.fill('#pin', '246810');
    await other.page.click('.login .primary');
    await other.page.waitForSelector('#day-next');
    assert.equal(await other.page.getAttribute('#tabs [role=tab]', 'id'), 'tabs-day');
    assert.equal(await other.page.getAttribute('#tabs-day', 'aria-selected'), 'true');
    await other.close();
});

test('the check says in words what is well and what is to be done', async () => {
    await page.waitForSelector('[data-check=phones]');
    const said = await page.innerText('.checks');
    assert.match(said, /Đồng hồ đúng/);
    assert.match(said, /Ổ đĩa còn trống/);
    assert.match(said, /Vừa ghi thử xuống ổ đĩa: được/);
    assert.match(said, /1 bộ câu hỏi, 7 câu/);
    assert.match(said, /Chưa có điện thoại nào vào qua mạng hội trường/, 'the browser of this test sits on the kiosk itself');
    assert.match(said, /điện thoại và kiosk phải cùng một mạng/);
    await staff.must_be_clean('today');
});

test('a clock that is off is told apart from one that is right', async () => {
    const late = await hall.staff();
    await late.page.addInitScript(() => {
        const real = Date.now.bind(Date);
        Date.now = () => real() + 7 * 60000; // the phone in their hand is seven minutes ahead
    });
    await late.log_in();
    await late.page.click('#tabs-day');
    await late.page.waitForSelector('[data-check=clock].bad');
    assert.match(await late.page.innerText('[data-check=clock]'), /Đồng hồ kiosk chậm 7 phút so với máy bạn đang cầm/);
    await late.close();
});

test('the codes are read back: first the Wi-Fi, then the page', async () => {
    await page.waitForSelector('.code-card svg');
    assert.equal(await page.locator('.code-card').count(), 2);
    assert.match(await page.innerText('.code-card >> nth=0'), /Vào Wi-Fi Hoi truong 10-10/);
    const folder = mkdtempSync(join(tmpdir(), 'kiosk-codes-')), read = [];
    for (let i = 0; i < 2; i++) {
        const file = join(folder, i + '.png');
        writeFileSync(file, await page.locator('.code-card svg').nth(i).screenshot());
        read.push(spawnSync('zbarimg', ['-q', '--raw', '--nodbus', '-Sdisable', '-Sqrcode.enable', file], {encoding: 'utf8'}).stdout.trim());
    }
    assert.equal(read[0], 'WIFI:T:WPA;S:Hoi truong 10-10;P:chuyen\\;doi so;;');
    assert.match(read[1], /^HTTP:\/\//);
    await page.emulateMedia({media: 'print'});
    assert.equal(await page.isVisible('.code-card >> nth=0'), true);
    for (const rest of ['#tabs', '.steps', '.checks', '#day-next']) assert.equal(await page.isVisible(rest), false, rest + ' is not printed');
    await page.emulateMedia({media: null});
});

test('one big button leads through the day', async () => {
    const phone = await hall.phone();
    await phone.join('An');
    assert.equal(await step(), 'Mở');
    if (pictures) { // as at an event: with two screens and a loudspeaker
        await page.route('**/api/staff/check', async (route) => {
            const reply = await route.fetch(), data = await reply.json();
            await route.fulfill({response: reply, json: {...data, displays: 2, sound: true}});
        });
        await page.click('#check-again');
        await page.waitForSelector('[data-check=sound].good');
    }
    await picture('day-open');
    await page.click('#day-next');
    await reaches('Tập dượt');
    await page.click('#day-next'); // opens the rehearsal and goes to its controls
    await staff.reaches('lobby');
    assert.equal((await staff.round()).rehearsal, true);
    await page.waitForSelector('#tab-quiz:not([hidden]) #next');
    await page.click('#tabs-day');
    assert.equal(await step(), 'Tập dượt');
    assert.match(await big(), /Đến bàn điều khiển/);
    assert.equal(await staff.order('end', {round: (await staff.round()).round}), 200);
    await reaches('Chơi');
    await picture('day');
    await page.click('#day-next');
    await staff.reaches('lobby');
    assert.equal((await staff.round()).rehearsal, false);
    await phone.sees('lobby');
    for (let now = await staff.round(); now.phase !== 'podium'; now = await staff.round()) await staff.order('next', {round: now.round, phase: now.phase, index: now.index});
    await staff.order('end', {round: (await staff.round()).round});
    await page.click('#tabs-day');
    await reaches('Đóng');
    await page.click('#day-next');
    await page.click('.ask .primary');
    await reaches('Kết quả');
    await picture('day-results');
    // The network goes in the midst of the file: it is said, and the button can be touched again.
    await page.evaluate(() => {
        const whole = Response.prototype.blob;
        Response.prototype.blob = () => {
            Response.prototype.blob = whole;
            return Promise.reject(new TypeError('network error'));
        };
    });
    await page.click('#day-next');
    await page.waitForSelector('.toast .bad');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#day-next')]);
    assert.match(download.suggestedFilename(), /^ket-qua-20\d\d-\d\d-\d\d\.csv$/);
    await page.click('#day-other'); // one more round, after all
    await reaches('Đóng');
    await phone.close();
    assert.deepEqual(staff.complaints, []);
});

test('how far the day is survives a power cut, and a second phone sees it, too', async () => {
    await kiosk.kill();
    await kiosk.start();
    const pocket = await (await hall.staff({viewport: {width: 360, height: 740}, colorScheme: 'dark', locale: 'en-US', deviceScaleFactor: 2})).log_in();
    await pocket.page.click('#languages [lang=en]');
    await pocket.page.click('#tabs-day');
    await pocket.page.waitForFunction(() => document.querySelector('.steps .now span') && document.querySelector('.steps .now span').textContent === 'Close');
    await pocket.must_be_clean('today on a phone');
    await picture('day-phone', pocket.page);
    await pocket.close();
});
