// A language is added by a file: the pages offer it by the name it gives itself, and fill its gaps with Vietnamese.

import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';

let kiosk, hall;

before(async () => {
    kiosk = new Kiosk({languages: ['vi', 'mww', 'th']}); // of Thai there is no file
    writeFileSync(join(kiosk.home, 'share/kiosk/content/i18n/mww.json'), JSON.stringify({_name: 'Hmoob', phone: {join: {title: 'Nkag mus'}}, staff: {'login.title': 'Nkag mus ua haujlwm'}}));
    await kiosk.start();
    hall = await Hall.open(kiosk);
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
});

const offered = (page) => page.$$eval('#languages button', (all) => all.map((one) => one.lang + ' ' + one.title));

test('phones offer what the event wants and there are words for', async () => {
    const phone = await hall.phone();
    await phone.scan();
    await phone.page.waitForSelector('form.join');
    assert.deepEqual(await offered(phone.page), ['vi Tiếng Việt', 'mww Hmoob']);
    await phone.page.tap('#languages [lang=mww]');
    await phone.page.waitForFunction(() => document.querySelector('h1').textContent === 'Nkag mus');
    assert.match(await phone.text(), /Tên hoặc biệt danh/, 'what is not translated is Vietnamese');
    assert.equal(await phone.page.getAttribute('html', 'lang'), 'mww');
    await phone.page.reload();
    await phone.page.waitForFunction(() => document.querySelector('h1') && document.querySelector('h1').textContent === 'Nkag mus');
    await phone.close();
});

test('a phone gets its own language where the event has it, else one that it has', async () => {
    const hmong = await hall.phone({locale: 'mww'}), english = await hall.phone({locale: 'en-US'});
    for (const phone of [hmong, english]) await phone.scan();
    await hmong.page.waitForFunction(() => document.documentElement.lang === 'mww');
    await english.page.waitForFunction(() => document.documentElement.lang === 'vi' && document.querySelector('form.join'));
    for (const phone of [hmong, english]) await phone.close();
});

test('staff may read every language that there is a file for', async () => {
    const staff = await hall.staff();
    await staff.page.goto(kiosk.url + '/staff');
    await staff.page.waitForSelector('.login');
    assert.deepEqual(await offered(staff.page), ['vi Tiếng Việt', 'mww Hmoob', 'en English']);
    await staff.page.click('#languages [lang=mww]');
    await staff.page.waitForFunction(() => document.querySelector('.login h1').textContent === 'Nkag mus ua haujlwm');
    await staff.close();
});
