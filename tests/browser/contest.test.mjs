// A whole round, as an evening goes: two phones and one staff page.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';

let kiosk, hall, staff, an, binh;

before(async () => {
    kiosk = await new Kiosk().start();
    hall = await Hall.open(kiosk);
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
});

test('staff log in with the PIN, and with nothing else', async () => {
    staff = await hall.staff();
    await staff.log_in('000000');
    assert.match(await staff.page.textContent('#problem'), /Sai mã PIN/);
    assert.equal(await staff.page.$('#tabs button'), null);
    await staff.log_in();
    await staff.page.waitForSelector('.contests');
});

test('a two-letter name joins, waits calmly, and is in when the contest opens', async () => {
    an = await (await hall.phone()).join('An');
    await an.sees('idle');
    assert.match(await an.text(), /Chào An!/);
    await staff.open_contest();
    await an.sees('lobby');
    assert.match(await an.text(), /An, bạn đã vào!/);
});

test('a second phone joins with a unit and guesses how many will take part', async () => {
    binh = await hall.phone();
    await binh.scan();
    await binh.page.fill('#name', 'Trần Bảo Bình');
    await binh.page.selectOption('#unit', 'b');
    await binh.page.tap('form.join .primary');
    await binh.sees('lobby');
    await binh.page.fill('#guess', '20');
    await binh.page.tap('#languages [lang=en]');
    await binh.page.waitForSelector('.guess >> text=How many');
    await binh.page.tap('#languages [lang=vi]');
    await binh.page.waitForSelector('.guess >> text=bao nhiêu người');
    assert.equal(await binh.page.inputValue('#guess'), '20', 'what is typed stays where the page is drawn anew');
    // No network: it is said, and the newest number is what arrives.
    await binh.context.route('**/p/quiz/guess', (route) => route.abort());
    await binh.page.tap('form.guess .button');
    await binh.page.waitForSelector('form.guess >> text=Đang gửi');
    await binh.page.fill('#guess', '2');
    await binh.page.tap('form.guess .button');
    await binh.context.unroute('**/p/quiz/guess');
    await binh.page.waitForSelector('.guess.done');
    assert.match(await binh.text(), /Bạn đoán 2 người/);
    assert.equal((await binh.own()).guess, 2);
    assert.equal((await binh.page.evaluate(async () => (await fetch('/api/me')).json())).player.unit_title, 'Phường Long Xuyên');
});

// Who is right on every question must have all of them right at the end; who answers wrong must have none.
const kRight = {
    single: (page) => page.tap('.option:has-text("VNeID")'),
    multiple: async (page) => {
        await page.tap('.option:has-text("Dài hơn")');
        await page.tap('.option:has-text("Mỗi nơi một mật khẩu")');
        await page.tap('.bottom .primary');
    },
    boolean: (page) => page.tap('.option:has-text("Sai")'),
    number: async (page) => {
        await page.fill('.stepper .input', '7');
        await page.tap('.stepper [aria-label="Thêm 1"]');
        await page.tap('.bottom .primary');
    },
    order: async (page) => {
        for (const step of ['Tải ứng dụng', 'Tạo tài khoản', 'Đặt mật khẩu']) await page.tap('.option:has-text("' + step + '")');
        await page.tap('.bottom .primary');
    },
    text: async (page) => {
        await page.fill('.bottom .input', 'vneid');
        await page.keyboard.press('Enter');
    },
    poll: (page) => page.tap('.option:has-text("Rồi")')
};
const kWrong = {
    ...kRight,
    single: (page) => page.tap('.option:has-text("Zalo")'),
    multiple: async (page) => {
        await page.tap('.option:has-text("Dùng ngày sinh")');
        await page.tap('.bottom .primary');
    },
    boolean: (page) => page.tap('.option:has-text("Đúng")'),
    number: async (page) => {
        await page.fill('.stepper .input', '1.024,5');
        await page.tap('.bottom .primary');
    },
    order: async (page) => {
        for (const step of ['Đặt mật khẩu', 'Tạo tài khoản', 'Tải ứng dụng']) await page.tap('.option:has-text("' + step + '")');
        await page.tap('.bottom .primary');
    },
    text: async (page) => {
        await page.fill('.bottom .input', 'zalo');
        await page.keyboard.press('Enter');
    }
};

test('every kind of question is asked, answered, saved, and told right or wrong', async () => {
    const asked = [];
    for (let index = 0; index < 7; index++) {
        await staff.next('question');
        await an.sees('soon');
        assert.equal(await an.page.$$eval('.bottom button:not([disabled]), .bottom input:not([disabled])', (all) => all.length), 0, 'nothing can be sent before the answers open');
        await staff.next('answering');
        const {type} = (await staff.round()).question;
        asked.push(type);
        await an.sees('answer');
        await binh.sees('answer');
        if (index === 0) { // the last moment for a guess: it is said that it is saved, beside the question
            await an.page.fill('#guess', '3');
            await an.page.tap('form.guess .button');
            await an.page.waitForSelector('.guess.done');
            await an.sees('answer');
            assert.equal((await an.own()).guess, 3);
            assert.equal(await binh.page.$('.guess'), null, 'who guessed in the lobby is left alone with the question');
        }
        await kRight[type](an.page);
        await kWrong[type](binh.page);
        await an.sees('saved');
        await binh.sees('saved');
        assert.match(await an.text(), /Đã lưu/);
        await staff.page.waitForFunction(() => [...document.querySelectorAll('.numbers p')].some((p) => /Đã trả lời/.test(p.textContent) && /2$/.test(p.textContent.trim())));
        await staff.reveal();
        await an.sees('reveal');
        await binh.sees('reveal');
        const verdict = type === 'poll' ? ['waiting', 'waiting'] : ['ok', 'no'];
        await an.page.waitForSelector('.verdict.' + verdict[0]);
        await binh.page.waitForSelector('.verdict.' + verdict[1]);
        if (type !== 'poll') {
            await an.page.waitForFunction(() => /Đúng rồi!/.test(document.body.innerText));
            await binh.page.waitForFunction(() => /Chưa đúng/.test(document.body.innerText));
            assert.match(await binh.text(), /Lời giải thích[^]*Nguồn: Sổ tay kỹ năng số, 2025-10/);
        }
        const {next} = await staff.round();
        if (next === 'standings') {
            await staff.next('standings');
            await an.sees('standings');
            await an.page.waitForFunction(() => /hạng 1 trong 2/.test(document.body.innerText));
            await binh.page.waitForFunction(() => /hạng 2 trong 2/.test(document.body.innerText));
        }
    }
    assert.deepEqual(asked.sort(), ['boolean', 'multiple', 'number', 'order', 'poll', 'single', 'text']);
});

test('the podium congratulates the winner, and staff finish the round', async () => {
    await staff.next('podium');
    await an.sees('podium');
    await an.page.waitForFunction(() => /Hạng nhất!/.test(document.body.innerText) && /6 câu đúng/.test(document.body.innerText));
    await binh.page.waitForFunction(() => /hạng 2 trong 2/.test(document.body.innerText) && /0 câu đúng/.test(document.body.innerText));
    assert.doesNotMatch(await binh.text(), /Chúc mừng/, 'no cheers for no points');
    assert.equal((await an.own()).right, 6);
    await staff.tap_next();
    await staff.reaches('ended');
    await an.sees('ended');
    await staff.page.waitForSelector('.contests');
    assert.match(await staff.text(), /Kết quả vòng vừa rồi/);
});

test('no page asked for anything from outside, and no page complained', async () => {
    for (const device of [an, binh, staff]) {
        assert.deepEqual(device.foreign, []);
        assert.deepEqual(device.complaints, []);
    }
});
