// Pictures of the pages, from a real round: every scene and every kind of question, on a phone in Vietnamese and dark, on
// the smallest phone in English and light; the staff page on a laptop and on a phone; the question sets in both languages on
// both. For looking at, and for READMEs.
//
//     node pictures.mjs [folder]        (build/pictures/pages)

import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Hall} from './support/hall.mjs';
import {Kiosk, kProgram} from './support/kiosk.mjs';
import {workbook} from './support/workbook.mjs';

const folder = resolve(process.argv[2] || join(dirname(fileURLToPath(import.meta.url)), '../../build/pictures/pages'));
mkdirSync(folder, {recursive: true});
const made = spawnSync(kProgram, ['people', 'seal-key', '-o', join(mkdtempSync(join(tmpdir(), 'kiosk-keys-')), 'secret.key')], {encoding: 'utf8'});
const kiosk = await new Kiosk({privacy: {version: '2026-10-01', phone: ['prize'], seal_key: made.stdout.trim(), controller: {name: 'UBND phường Tân Hòa', contact: '0210 3846 123'}}}).start();
const hall = await Hall.open(kiosk);
try {
    const an = await hall.phone({colorScheme: 'dark'});
    const ben = await hall.phone({colorScheme: 'light', locale: 'en-US', viewport: {width: 320, height: 568}});
    const late = await hall.phone({colorScheme: 'light'});
    const laptop = await hall.staff({colorScheme: 'light'});
    const pocket = await hall.staff({colorScheme: 'dark', viewport: {width: 360, height: 740}, deviceScaleFactor: 2});
    const all = {'phone-vi-dark': an, 'phone-en-light-small': ben, 'staff-laptop': laptop, 'staff-phone': pocket};
    const take = async (name, ...devices) => {
        await an.page.waitForTimeout(450); // come to rest
        for (const look of Object.keys(all)) {
            if (!devices.length || devices.includes(all[look])) await all[look].page.screenshot({path: join(folder, look + '-' + name + '.png')});
        }
    };

    await an.scan();
    await ben.scan();
    await laptop.page.goto(kiosk.url + '/staff');
    await pocket.page.goto(kiosk.url + '/staff');
    await an.page.waitForSelector('form.join');
    await ben.page.waitForSelector('form.join');
    await take('0-join');
    for (const device of [an, ben]) {
        await device.page.tap('.join .link');
        await device.page.waitForSelector('#privacy-title');
    }
    await take('0-notice', an, ben);
    for (const device of [an, ben]) await device.page.goBack();
    await an.join('Lê Thu Hằng');
    await ben.join('Ben');
    await late.join('Minh');
    await laptop.log_in();
    await pocket.log_in();
    await take('1-idle');
    await laptop.open_contest();
    await an.sees('lobby');
    await take('2-lobby');
    for (let n = 1; n <= 7; n++) {
        await laptop.next('question');
        if (n === 1) await take('3-soon');
        await laptop.next('answering');
        await an.sees('answer');
        const {type} = (await laptop.round()).question;
        await take('4-answer-' + type);
        if (n === 1) {
            await late.context.route('**/p/quiz/answer', (route) => route.fulfill({status: 503, contentType: 'application/json', body: '{"error":"not_saved"}'}));
            await late.answer_something();
            all['phone-vi-light'] = late;
            await take('5-not-saved', late);
            delete all['phone-vi-light'];
            await late.context.unroute('**/p/quiz/answer');
        }
        await an.answer_something();
        await an.sees('saved');
        if (n % 2) await ben.answer_something();
        await take('5-saved-' + type, an, ben);
        await laptop.tap_next();
        await laptop.reaches('closed');
        await an.page.waitForTimeout(300);
        if (n === 1) await take('6-closed', an, ben);
        await laptop.next('reveal');
        await an.sees('reveal');
        await take('7-reveal-' + type);
        if ((await laptop.round()).next === 'standings') {
            await laptop.next('standings');
            if (n === 1) await take('8-standings');
        }
    }
    await laptop.next('podium');
    await take('9-podium');
    await personal_data('a-privacy');
    await laptop.people('Ben');
    await laptop.page.click('.people button:has-text("Đưa ra")');
    await take('people-ask', laptop);
    await laptop.page.click('.ask .danger');
    await ben.page.reload();
    await ben.page.waitForSelector('.picture.no');
    await take('removed', ben);
    await laptop.page.click('#tabs-health');
    await take('health', laptop);
    await an.goes_offline();
    await an.page.waitForSelector('#net:not(:empty)');
    await take('offline', an);
    for (const lang of ['vi', 'en']) {
        await question_sets('sets-phone-' + lang, lang, {colorScheme: 'dark', viewport: {width: 360, height: 740}, isMobile: true, hasTouch: true, deviceScaleFactor: 2});
        await question_sets('sets-laptop-' + lang, lang, {colorScheme: 'light'});
    }
    console.log(folder);

    // What a player may see and do about their data, and the question for a number; ben is a child.
    async function personal_data(name) {
        const press = async (device, n) => device.page.tap('.sheet .bottom .button >> nth=' + n);
        for (const device of [an, ben]) await device.page.waitForSelector('#offer button');
        await take(name + '-0-offer', an, ben);
        for (const device of [an, ben]) {
            await device.page.tap('#offer button');
            await device.page.waitForSelector('#privacy-title');
        }
        await take(name + '-1-age', an, ben);
        await press(an, 0);
        await press(ben, 1);
        await take(name + '-2-number', an, ben);
        for (const device of [an, ben]) await device.page.fill('#my-phone', '0912 345 67');
        for (const tick of await ben.page.$$('.tick')) await tick.tap();
        await an.page.tap('.tick');
        for (const device of [an, ben]) await press(device, 0);
        await take(name + '-3-refused', an, ben);
        for (const device of [an, ben]) {
            await device.page.fill('#my-phone', '0912 345 678');
            await press(device, 0);
            await device.page.waitForSelector('.sheet .picture.ok');
        }
        await take(name + '-4-sealed', an, ben);
        for (const device of [an, ben]) await press(device, 1);
        await take(name + '-5-mine', an, ben);
        for (const device of [an, ben]) await device.page.screenshot({path: join(folder, 'whole-' + (device === an ? 'an' : 'ben') + '-' + name + '.png'), fullPage: true});
        await an.page.tap('.sheet .card .button >> nth=0');
        await take(name + '-6-correct', an);
        await press(an, 1);
        await press(an, 1);
        await take(name + '-7-sure', an);
        await an.page.goBack();
        await ben.page.goBack();
    }
} finally {
    await hall.close();
    await kiosk.stop();
}

// Every state of the tab of question sets. The USB stick is told to the page, for there is none in the machine.
async function question_sets(look, lang, options) {
    const staff = await (await hall.staff(options)).log_in(), {page} = staff;
    const take = async (name) => {
        await page.waitForTimeout(350);
        await page.screenshot({path: join(folder, look + '-' + name + '.png')});
        await page.screenshot({path: join(folder, look + '-' + name + '-whole.png'), fullPage: true});
    };
    const rows = [['Câu hỏi', 'A', 'B', 'C', 'D', lang === 'vi' ? 'Cô Lan ghi' : 'Lan says'], ['Quét mã QR lạ dán ở cột điện thì nên làm gì?', 'Không quét', 'Quét ngay', 'Chụp gửi bạn', 'Gỡ về nhà', 'A'],
        ['Mật khẩu nào mạnh nhất?', '123456', 'matkhau', 'Trăng-lên-đồi-cát-07', 'admin', 'C'], ['Câu này có đáp án không tồn tại?', 'Một', 'Hai', 'Ba', 'Bốn', 'E'], ['Câu này chỉ có một lựa chọn?', 'Một', '', '', '', 'A'],
        ['Ai được xem căn cước điện tử của bạn trên VNeID?', 'Bất cứ ai hỏi', 'Người bạn đồng ý cho xem', '', '', '  b ']];
    const bring = (name, buffer) => page.setInputFiles('#set-file', {name, mimeType: 'application/octet-stream', buffer});
    await page.route('**/api/staff/packs?*', async (route) => {
        const reply = await route.fetch(), data = await reply.json();
        data.stick = {name: 'KINGSTON', files: [{name: 'Câu hỏi vòng 2.xlsx', bytes: 48213}, {name: 'cau-hoi-du-phong-cho-hoi-thi-chuyen-doi-so-cap-tinh.csv', bytes: 8211}]};
        await route.fulfill({response: reply, json: data});
    });
    await page.click('#languages [lang=' + lang + ']');
    await page.click('#tabs-quiz-sets');
    await page.waitForSelector('.stick');
    await take('1-list');
    await page.unroute('**/api/staff/packs?*');
    await page.route('**/api/staff/files?*', async (route) => {
        await new Promise((done) => setTimeout(done, 1500));
        await route.continue();
    });
    await bring('Câu hỏi cô Lan.xlsx', workbook(rows));
    await page.waitForSelector('.transfer');
    await take('2-sending');
    await page.waitForSelector('.summary');
    await take('3-columns');
    await page.selectOption('.map li:last-child select', 'answer');
    await page.waitForSelector('#take');
    await page.click('.columns-card summary');
    await take('4-report');
    await page.click('#take');
    await page.waitForSelector('.asked');
    await take('5-opened');
    await page.click('.asked:nth-child(2) .asked-top .button');
    await page.fill('.edit textarea >> nth=0', '');
    await take('6-correcting');
    await page.click('.asked:nth-child(1) .asked-top .button');
    await page.click('.asked:nth-child(1) .drop');
    await page.click('#save-set');
    await page.waitForSelector('[aria-invalid=true]');
    await take('7-fault');
    await page.fill('.edit textarea >> nth=0', 'Mật khẩu nào khó đoán nhất?');
    await page.click('.edit .done');
    await page.click('#save-set');
    await page.waitForSelector('.toast button');
    await page.click('.open-tools summary >> nth=0');
    await page.click('.open-tools summary >> nth=1');
    await take('8-versions');
    await page.unroute('**/api/staff/files?*');
    await page.click('.back');
    await page.waitForSelector('.set');
    await bring('hỏng.xlsx', Buffer.alloc(3000, 7));
    await page.waitForSelector('.adding .summary.bad, .adding .card.refused');
    await take('9-no-workbook');
    await page.route('**/api/staff/files?*', (route) => route.abort('connectionreset'));
    await page.click('.back');
    await page.waitForSelector('.set');
    await bring('Câu hỏi cô Lan.xlsx', workbook(rows));
    await page.waitForSelector('#again');
    await take('10-network-lost');
    await page.click('#tabs-quiz');
    await page.waitForSelector('.open:visible, .now:visible'); // while a round runs, nothing else can be opened
    if (await page.$('.open:visible')) {
        const unfold = page.locator('.open details:not([open]) > summary'); // open by itself where nothing is prepared
        if (await unfold.count()) await unfold.first().click();
        await page.click('.own .tick >> nth=0');
        await take('11-narrowed');
    }
    await staff.close();
}
