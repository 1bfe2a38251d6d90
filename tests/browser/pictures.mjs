// Pictures of the pages, from a real round: every scene and every kind of question, on a phone in Vietnamese and dark, on
// the smallest phone in English and light; the staff page on a laptop and on a phone. For looking at, and for READMEs.
//
//     node pictures.mjs [folder]        (build/pictures/pages)

import {mkdirSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';

const folder = resolve(process.argv[2] || join(dirname(fileURLToPath(import.meta.url)), '../../build/pictures/pages'));
mkdirSync(folder, {recursive: true});
const kiosk = await new Kiosk().start();
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
    console.log(folder);
} finally {
    await hall.close();
    await kiosk.stop();
}
