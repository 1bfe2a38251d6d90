// The centre's staff page: which kiosks send and which have fallen silent, whatever they call their version, and the files
// that organisers take home.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';

const module_of = (path) => import('data:text/javascript,' + encodeURIComponent(readFileSync(new URL(path, import.meta.url), 'utf8')));
const {senders_of, span} = await module_of('../../plugins/central/web/senders.js');
const kMinute = 60000;
let kiosk, hall, staff;

before(async () => {
    kiosk = await new Kiosk().start();
    hall = await Hall.open(kiosk);
    staff = await (await hall.staff()).log_in();
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
});

const keys = new Map();
// A kiosk tells of a run, with a version and a clock of its own.
async function tells(name, {platform = 'kiosk-so 0.1.0', waiting = 0, ahead = 0} = {}) {
    if (!keys.has(name)) {
        const made = spawnSync(kiosk.program, ['central', 'key', 'add', name, '--data', kiosk.data], {encoding: 'utf8'});
        assert.equal(made.status, 0, made.stderr);
        keys.set(name, made.stdout.split('\n')[0]);
    }
    const statement = {actor: {account: {homePage: 'https://kiosk.example/p', name: 'p' + keys.size}}, verb: {id: 'http://adlnet.gov/expapi/verbs/completed'},
        object: {id: 'https://kiosk.example/contest/main'}, context: {platform}};
    for (let n = 0; ; n++) {
        const reply = await fetch(kiosk.url + '/p/central/xapi/statements', {method: 'POST', body: JSON.stringify(statement), headers: {
            'Content-Type': 'application/json', 'X-Experience-API-Version': '1.0.3', Authorization: 'Basic ' + Buffer.from(keys.get(name)).toString('base64'),
            'X-Kiosk-Waiting': String(waiting), 'X-Kiosk-Time': String(Date.now() + ahead)}});
        if (reply.status === 200) return;
        assert.ok(reply.status === 401 && n < 30, await reply.text()); // a key is known within a second
        await new Promise((done) => setTimeout(done, 100));
    }
}
const card = (device) => device.page.innerText('.senders');
const names = (device) => device.page.$$eval('.kiosks .head b', (all) => all.map((one) => one.textContent));
const sees_kiosks = (device, count) => device.page.waitForFunction((n) => document.querySelectorAll('.kiosks li').length === n, count);

test('who gives trouble stands first', () => {
    const now = 1e12, heard = (minutes) => now - minutes * kMinute;
    const rows = senders_of({senders: [
        {name: 'b', heard_ms: heard(1), clock_offset_ms: 500}, {name: 'a', heard_ms: heard(0)}, {name: 'fast', heard_ms: heard(2), clock_offset_ms: 3 * kMinute},
        {name: 'gone', heard_ms: heard(11)}, {name: 'long-gone', heard_ms: heard(900), clock_offset_ms: -9 * kMinute}, {name: 'near', heard_ms: heard(9.9), clock_offset_ms: -2 * kMinute}
    ]}, now);
    assert.deepEqual(rows.map((one) => one.name + ' ' + one.state), ['long-gone silent', 'gone silent', 'fast clock', 'a fine', 'b fine', 'near fine']);
    assert.equal(senders_of({senders: [{name: 'a', heard_ms: now + 5000}]}, now)[0].ago, 0, 'nobody was heard in the future');
    assert.deepEqual([0, 59999, kMinute, -12.5 * kMinute, 60 * kMinute, 47 * 60 * kMinute, 48 * 60 * kMinute].map((ms) => span(ms).unit + span(ms).count),
        ['now0', 'now0', 'minutes1', 'minutes12', 'hours1', 'hours47', 'days2']);
});

test('in a hall that nobody sends to there is no such card', async () => {
    await staff.page.click('#tabs-health');
    await staff.page.waitForSelector('.facts');
    assert.equal(await staff.page.isVisible('.senders'), false);
    assert.equal(await staff.page.$('#tabs-central'), null, 'and no tab');
});

test('a kiosk that sends appears by itself, with what is known of it', async () => {
    await tells('hall-1', {waiting: 3});
    await sees_kiosks(staff, 1);
    const told = await card(staff);
    for (const part of ['hall-1', 'Tốt', 'vừa xong', 'đúng giờ', 'kiosk-so 0.1.0', '3', 'Mọi kiosk đều báo tin']) assert.ok(told.includes(part), part + ' in ' + told);
});

test('a version that is markup stays text', async () => {
    const evil = '<img src=x onerror="document.title=\'broken\'"><b>v1</b>';
    await tells('hall-2', {platform: evil});
    await sees_kiosks(staff, 2);
    assert.ok((await card(staff)).includes(evil));
    assert.equal(await staff.page.$('.kiosks img'), null);
    assert.notEqual(await staff.page.title(), 'broken');
});

test('a clock that is off is said in words, and stands first', async () => {
    await tells('hall-9', {ahead: 12.5 * kMinute});
    await sees_kiosks(staff, 3);
    assert.deepEqual(await names(staff), ['hall-9', 'hall-1', 'hall-2']);
    assert.match(await card(staff), /nhanh 12 phút/);
    assert.match(await card(staff), /1 kiosk lệch giờ quá 2 phút/);
});

test('silence is seen without anything being told', async () => {
    const phone = await hall.staff({viewport: {width: 360, height: 740}, isMobile: true, hasTouch: true, colorScheme: 'light', reducedMotion: 'reduce'});
    await phone.page.addInitScript(() => {
        const real = performance.now.bind(performance);
        let ahead = 0;
        performance.now = () => real() + ahead;
        window.later = (ms) => { ahead += ms; };
    });
    await phone.log_in();
    await phone.page.click('#tabs-health');
    await sees_kiosks(phone, 3);
    const told = await phone.page.evaluate(() => {
        window.later(11 * 60000);
        document.querySelector('#tabs-people').click();
        document.querySelector('#tabs-health').click();
        return document.querySelector('.senders').innerText;
    });
    assert.match(told, /3 kiosk im lặng quá 10 phút/);
    assert.match(told, /11 phút trước/);
    assert.equal((told.match(/Im lặng/g) || []).length, 3, 'in words, not by colour alone');
    await phone.close();
});

test('it fits a phone and a laptop, in both languages, and is there for everybody', async () => {
    for (const [size, scheme] of [[{width: 360, height: 740}, 'light'], [{width: 1280, height: 800}, 'dark'], [{width: 320, height: 568}, 'dark']]) {
        const device = await hall.staff({viewport: size, colorScheme: scheme, reducedMotion: 'reduce'});
        await device.log_in();
        await device.page.click('#tabs-health');
        await sees_kiosks(device, 3);
        await device.must_be_clean('the kiosks at ' + size.width);
        await device.page.click('#languages [lang=en]');
        await device.page.waitForSelector('.kiosks >> text=Clock is off');
        assert.doesNotMatch(await card(device), /central\.[a-z]/, 'every word has its text');
        await device.must_be_clean('the same in English');
        const thin = await device.page.$$eval('.senders a', (all) => all.map((one) => one.getBoundingClientRect()).filter((box) => box.width < 44 || box.height < 44).length);
        assert.equal(thin, 0, 'a thumb hits every link');
        assert.deepEqual(device.complaints, []);
        await device.close();
    }
});

test('organisers take the files home, and are told where one cannot be had', async () => {
    for (const [file, name] of [['export.xlsx', /^kiosk-so-\d{4}-\d\d-\d\d\.xlsx$/], ['kiosks.csv', /^kiosk-so-kiosks-.*\.csv$/]]) {
        const [download] = await Promise.all([staff.page.waitForEvent('download'), staff.page.click('.senders a[href$="' + file + '"]')]);
        assert.match(download.suggestedFilename(), name);
        const bytes = readFileSync(await download.path());
        assert.ok(file.endsWith('.xlsx') ? bytes.toString('latin1', 0, 2) === 'PK' : bytes.toString().includes('hall-9'), file);
    }
    await staff.page.route('**/p/central/results.csv', (route) => route.fulfill({status: 503, contentType: 'application/json', body: '{"error":"busy","message":"Đang xuất một tệp khác."}'}));
    await staff.page.click('.senders a[href$="results.csv"]');
    await staff.page.waitForSelector('.toast >> text=Đang xuất một tệp khác.');
    assert.deepEqual(staff.complaints, []);
});
