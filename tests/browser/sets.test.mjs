// Question sets on the staff page: a file from somebody's phone becomes questions that the hall answers a minute later.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {Hall} from './support/hall.mjs';
import {kPin, Kiosk} from './support/kiosk.mjs';
import {workbook, zip} from './support/workbook.mjs';

// As people write it at home: nobody could guess what the last column is; two rows are no questions.
const kHeading = 'Cô Lan ghi';
const kRows = [
    ['STT', 'Câu hỏi', 'A', 'B', 'C', 'D', kHeading],
    ['1', 'Quét mã QR lạ dán ở cột điện thì nên làm gì?', 'Không quét', 'Quét ngay', 'Chụp gửi bạn', 'Gỡ về nhà', 'A'],
    ['2', 'Câu này có đáp án không tồn tại?', 'Một', 'Hai', 'Ba', 'Bốn', 'E'],
    ['3', 'Câu này chỉ có một lựa chọn?', 'Một', '', '', '', 'A'],
    ['4', 'Thẻ <b> trong câu hỏi là gì?', 'Chữ đậm của HTML', 'Một thẻ ngân hàng', '', '', 'A'],
    ['5', 'Mật khẩu nào mạnh nhất trong các mật khẩu sau?', '123456', 'matkhau', 'Trăng-lên-đồi-cát-07', 'admin', 'C']
];
const kFile = {name: 'câu hỏi cô Lan.xlsx', mimeType: 'application/octet-stream', buffer: workbook(kRows)};
const named = (name, content) => ({name, mimeType: 'application/octet-stream', buffer: Buffer.from(content)});
const bank = (id, count) => named(id + '.json', JSON.stringify({formatVersion: 1, id, title: {vi: 'Bộ ' + id, en: 'Set ' + id}, questions: Array.from({length: count}, (_, i) => ({
    id: 'q' + i, type: 'single', text: {vi: 'Câu hỏi thứ ' + i + '?', en: 'Question ' + i + '?'}, options: [{id: 'a', text: 'Đúng ' + i}, {id: 'b', text: 'Sai ' + i}], answer: 'a', difficulty: i % 2 ? 'hard' : 'easy'
}))}));

let kiosk, hall, pocket, laptop, an;

before(async () => {
    kiosk = await new Kiosk().start();
    hall = await Hall.open(kiosk);
    pocket = await (await hall.staff({viewport: {width: 360, height: 740}, isMobile: true, hasTouch: true, colorScheme: 'dark'})).log_in();
    laptop = await (await hall.staff({colorScheme: 'light'})).log_in();
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
});

async function look_at_sets(staff) {
    await staff.page.click('#tabs-quiz-sets');
    if (await staff.page.isVisible('#tab-quiz-sets .back')) await staff.page.click('.back');
    await staff.page.waitForSelector('.set-list');
}
async function bring(staff, file) {
    await look_at_sets(staff);
    await staff.page.setInputFiles('#set-file', file);
}
const reads = (staff, words) => staff.page.waitForFunction((text) => document.querySelector('.adding .summary h2') && document.querySelector('.adding .summary h2').textContent === text, words);
async function take(staff) {
    await staff.page.click('#take');
    await staff.page.waitForSelector('.asked');
}
async function open_set(staff, id) {
    await look_at_sets(staff);
    await staff.page.click('#set-' + id);
    await staff.page.waitForSelector('.asked');
}
const shows_version = (staff, version) => staff.page.waitForFunction((n) => new RegExp('Bản ' + n + ' ·').test(document.querySelector('#tab-quiz-sets').innerText), version);
async function stop_playing(staff) {
    for (let now = await staff.round(); now.phase !== 'ended'; now = await staff.round()) await staff.order('end', {round: now.round});
}
const texts = (staff) => staff.page.$$eval('.asked .look', (all) => all.map((look) => look.shadowRoot.querySelector('.question').textContent));

test('a workbook from a phone, while a round runs: the column that nobody could guess is named, and good rows are good', async () => {
    an = await (await hall.phone()).join('An');
    await laptop.open_contest();
    await an.sees('lobby');
    await bring(pocket, kFile);
    await reads(pocket, 'Chưa dùng được câu nào');
    const column = await pocket.page.waitForSelector('select[aria-label*="' + kHeading + '"]');
    assert.equal(await column.inputValue(), '', 'it is left out as long as nobody says what it is');
    const place = (await column.boundingBox()).y;
    await column.selectOption('answer');
    await reads(pocket, 'Dùng được 3 trong 5 câu');
    assert.ok(Math.abs((await column.boundingBox()).y - place) < 40, 'the page does not jump under the thumb');
    const notes = await pocket.page.$$eval('.adding .notes li', (all) => all.map((li) => li.textContent));
    assert.equal(notes.length, 2, notes.join('\n'));
    assert.match(notes[0], /3/, 'the row as the workbook counts it');
    assert.match(notes[1], /4/);
    await pocket.must_be_clean('the report, phone');
    await take(pocket);
    assert.deepEqual(await texts(pocket), [kRows[1][1], kRows[4][1], kRows[5][1]]);
    assert.equal((await pocket.page.$$('.asked >> nth=0 >> .option')).length, 4);
    assert.equal(await pocket.page.textContent('.asked >> nth=2 >> .option.right .words'), 'C. Trăng-lên-đồi-cát-07');
    await pocket.must_be_clean('a set opened, phone');
    assert.equal((await laptop.round()).phase, 'lobby', 'the round that was running has not noticed');
});

test('a minute later the hall plays it', async () => {
    await pocket.page.click('#tabs-quiz');
    await pocket.page.click('#end');
    await pocket.page.click('.ask .danger');
    await pocket.reaches('ended');
    await pocket.page.click('.open details summary');
    await pocket.page.click('.tick:has-text("câu hỏi cô Lan")');
    await pocket.page.click('.own .primary');
    await pocket.reaches('lobby');
    await pocket.next('question');
    await pocket.next('answering');
    await an.sees('answer');
    const asked = await an.page.textContent('.question');
    assert.ok([1, 4, 5].some((row) => kRows[row][1] === asked), asked);
    await an.page.tap('.option >> nth=0');
    await an.sees('saved');
    await stop_playing(pocket);
});

test('the same file brought again is suggested as the next version, also when a column had to be named first', async () => {
    await bring(laptop, kFile);
    await reads(laptop, 'Chưa dùng được câu nào');
    await laptop.page.selectOption('select[aria-label*="' + kHeading + '"]', 'answer');
    await laptop.page.waitForSelector('.take');
    assert.match(await laptop.page.textContent('.take'), /Bản 1 → bản 2/);
    await laptop.page.click('.back');
    await laptop.page.waitForSelector('.set-list');
});

test('several corrections are one new version, and one touch goes back', async () => {
    await bring(laptop, bank('nho', 4));
    await reads(laptop, 'Dùng được cả 4 câu');
    await take(laptop);
    await laptop.page.click('#mend-q1');
    await laptop.page.fill('#q-q1 textarea[lang=vi] >> nth=0', 'Câu hỏi đã sửa?');
    await laptop.page.click('#q-q1 input[type=radio] >> nth=1');
    await laptop.must_be_clean('a question being corrected');
    await laptop.page.click('#q-q1 .done');
    await laptop.page.click('#mend-q3');
    await laptop.page.click('#q-q3 .drop');
    assert.match(await laptop.page.textContent('.corrections'), /2 câu/);
    await laptop.page.click('#save-set');
    await shows_version(laptop, 2);
    assert.deepEqual(await texts(laptop), ['Câu hỏi thứ 0?', 'Câu hỏi đã sửa?', 'Câu hỏi thứ 2?']);
    assert.match(await laptop.page.textContent('#q-q1 .option.right .words'), /Sai 1/);
    await laptop.page.click('.toast button');
    await shows_version(laptop, 1);
    assert.deepEqual((await texts(laptop)).length, 4);
    await laptop.page.click('.open-tools summary >> nth=0');
    await laptop.page.click('.versions button');
    await shows_version(laptop, 2);
});

test('what the kiosk refuses is said at its field, and nothing that was typed is lost', async () => {
    await open_set(laptop, 'nho');
    await laptop.page.click('#mend-q0');
    await laptop.page.fill('#q-q0 textarea[lang=vi] >> nth=0', '');
    await laptop.page.fill('#q-q0 textarea[lang=en] >> nth=0', 'Still here?');
    await laptop.page.click('#save-set');
    const wrong = await laptop.page.waitForSelector('#q-q0 [aria-invalid=true]');
    assert.equal(await wrong.getAttribute('lang'), 'vi');
    assert.ok((await laptop.page.textContent('#q-q0 .problem')).length > 10);
    assert.equal(await wrong.evaluate((node) => node === document.activeElement), true, 'the focus is where the fault is');
    assert.equal(await laptop.page.inputValue('#q-q0 textarea[lang=en] >> nth=0'), 'Still here?');
    await laptop.must_be_clean('a fault at its field');
    await laptop.page.click('.back');
    await laptop.page.waitForSelector('.set:has-text("1 câu đã sửa mà chưa lưu")');
    await open_set(laptop, 'nho');
    await laptop.page.click('#forget');
    await laptop.page.click('.ask .danger');
    await laptop.page.waitForSelector('#forget', {state: 'detached'});
});

test('an emptied field is said to be empty where it is, also where there never was any English', async () => {
    await open_set(pocket, 'cau-hoi-co-lan');
    await pocket.page.click('.asked >> nth=0 >> text=Sửa');
    await pocket.page.fill('.edit textarea[lang=vi] >> nth=0', '');
    await pocket.page.click('#save-set');
    const wrong = await pocket.page.waitForSelector('.edit [aria-invalid=true]');
    assert.equal(await wrong.getAttribute('lang'), 'vi');
    await pocket.page.click('#forget');
    await pocket.page.click('.ask .danger');
    await pocket.page.waitForSelector('#forget', {state: 'detached'});
});

test('two people correct one set: the second is told, and keeps what they typed', async () => {
    await open_set(laptop, 'nho');
    await open_set(pocket, 'nho');
    const correct = async (staff, id, words) => {
        await staff.page.click('#mend-' + id);
        await staff.page.fill('#q-' + id + ' textarea[lang=vi] >> nth=0', words);
    };
    await correct(laptop, 'q2', 'Của máy tính');
    await correct(pocket, 'q0', 'Của điện thoại');
    await correct(pocket, 'q2', 'Cũng của điện thoại');
    await laptop.page.click('#save-set');
    await shows_version(laptop, 3);
    await pocket.page.click('#save-set');
    await pocket.page.waitForSelector('.ask:has-text("Vừa có người khác lưu")');
    assert.match(await pocket.page.textContent('.ask'), /1 câu cả hai cùng sửa/);
    await pocket.page.click('.ask .primary');
    await pocket.page.waitForSelector('#q-q2:has-text("Người khác cũng vừa sửa câu này")');
    await pocket.page.click('#save-set');
    await shows_version(pocket, 4);
    assert.deepEqual(await texts(pocket), ['Của điện thoại', 'Câu hỏi đã sửa?', 'Cũng của điện thoại']);
});

test('what is typed while a save is on its way is kept, and the end of a session takes none of it away', async () => {
    await open_set(laptop, 'nho');
    await laptop.page.click('#mend-q0');
    const words = '#q-q0 textarea[lang=vi] >> nth=0';
    await laptop.page.fill(words, 'Một');
    let go = null;
    const held = new Promise((done) => { go = done; });
    await laptop.context.route('**/mend', async (route) => {
        await held;
        return route.continue();
    });
    await laptop.page.click('#save-set');
    await laptop.page.fill(words, 'Một rưỡi');
    go();
    await shows_version(laptop, 5);
    await laptop.context.unroute('**/mend');
    assert.match(await laptop.page.textContent('.corrections'), /1 câu/);
    assert.equal(await laptop.page.inputValue(words), 'Một rưỡi');

    const asked = laptop.page.waitForEvent('dialog').then((dialog) => { dialog.dismiss(); return dialog.type(); });
    await laptop.page.evaluate(() => { setTimeout(() => location.reload()); });
    assert.equal(await asked, 'beforeunload');
    await laptop.context.clearCookies();
    await laptop.page.click('#save-set');
    await laptop.page.waitForSelector('.ask #pin');
    await laptop.must_be_clean('the PIN over what is not saved');
    await laptop.page.fill('.ask #pin', '000000');
    await laptop.page.click('.ask .primary');
    await laptop.page.waitForSelector('.ask .problem:has-text("Sai mã PIN")');
    await laptop.page.fill('.ask #pin', kPin);
    await laptop.page.click('.ask .primary');
    await laptop.page.waitForSelector('.toast:has-text("Đã vào lại")');
    await laptop.page.click('#save-set');
    await shows_version(laptop, 6);
    assert.equal((await texts(laptop))[0], 'Một rưỡi');
});

test('a file that is no workbook, or an evil one, is one sentence', async () => {
    const rotten = [named('rác.xlsx', Buffer.alloc(4000, 7)), named('trống.xlsx', zip({'xl/workbook.xml': '<workbook'})), named('nhật ký.txt', 'không có câu hỏi nào ở đây'), named('sâu.json', '['.repeat(100000))];
    for (const file of rotten) {
        await bring(pocket, file);
        await pocket.page.waitForSelector('.adding .summary.bad, .adding .card.refused');
        const said = await pocket.page.innerText('.adding .summary, .adding .card.refused');
        assert.ok(said.length > 15 && said.length < 400, file.name + ': ' + said);
        assert.equal(await pocket.page.$('#take'), null);
    }
    await pocket.must_be_clean('a refused file');
    await bring(pocket, {name: 'rỗng.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0)});
    await pocket.page.waitForSelector('.card.refused:has-text("trống")');
});

test('the network goes away while a file is sent: one button sends it again', async () => {
    await pocket.context.route('**/api/staff/files?**', (route) => route.abort('connectionreset'), {times: 1});
    await bring(pocket, bank('lai', 2));
    await pocket.page.waitForSelector('.card.refused:has-text("Mất mạng")');
    await pocket.page.click('#again');
    await reads(pocket, 'Dùng được cả 2 câu');
    await pocket.page.goBack();
    await pocket.page.waitForSelector('.set-list');
    assert.equal(await pocket.page.$('#set-lai'), null, 'what was not taken is not there');
});

test('a set is replaced by a newer file, or added beside it, as staff say', async () => {
    await bring(laptop, bank('nho', 6));
    await reads(laptop, 'Dùng được cả 6 câu');
    assert.match(await laptop.page.textContent('.take'), /Bản 6 → bản 7/);
    await laptop.must_be_clean('the report, laptop');
    await laptop.page.click('.take .tick:has-text("Thêm thành bộ mới")');
    await laptop.page.fill('#set-title', 'Bộ khác hẳn');
    await take(laptop);
    await look_at_sets(laptop);
    await laptop.page.waitForSelector('#set-bo-khac-han');
    await bring(laptop, bank('nho', 6));
    await take(laptop);
    await shows_version(laptop, 7);
    assert.match(await laptop.page.textContent('.toast'), /Đã lấy 6 câu/);
    await laptop.page.click('.toast button');
    await laptop.page.waitForFunction(() => /Đang dùng bản 6/.test(document.querySelector('#toast').textContent));
    await shows_version(laptop, 6);
});

test('2,000 questions open at once, fifty at a time, and are searched without accents', async () => {
    await bring(pocket, bank('lon', 2000));
    await reads(pocket, 'Dùng được cả 2.000 câu');
    await take(pocket);
    await look_at_sets(pocket);
    const begun = Date.now();
    await open_set(pocket, 'lon');
    const taken = Date.now() - begun;
    assert.equal((await pocket.page.$$('.asked')).length, 50);
    assert.ok(taken < 5000, taken + ' ms');
    await pocket.page.fill('#set-find', 'cau hoi thu 1234');
    await pocket.page.waitForFunction(() => document.querySelectorAll('.asked').length === 1);
    await pocket.page.fill('#set-find', '');
    await pocket.page.click('.chip:has-text("Khó")');
    await pocket.page.waitForFunction(() => /1\.000 trong 2\.000 câu/.test(document.querySelector('#tab-quiz-sets').innerText));
    await pocket.page.click('.asked-list + .button');
    await pocket.page.waitForFunction(() => document.querySelectorAll('.asked').length === 100);
    assert.equal(await pocket.page.evaluate(() => document.activeElement.id), 'q-q101', 'the focus goes on where reading goes on');
});

test('a contest of one difficulty asks nothing else', async () => {
    await laptop.page.click('#tabs-quiz');
    await laptop.page.waitForSelector('.open');
    if (!await laptop.page.isVisible('.own')) await laptop.page.click('.open details summary');
    await laptop.page.click('.tick:has-text("Bộ lon")');
    await laptop.page.click('.narrow .chip:has-text("Khó")');
    await laptop.must_be_clean('a choice of sets, narrowed');
    await laptop.page.click('.own .primary');
    await laptop.reaches('lobby');
    const {questions} = await laptop.page.evaluate(async () => (await fetch('/p/quiz/staff/questions')).json());
    assert.equal(questions.length, 10);
    for (const {text} of questions) assert.match(text.vi, /thứ \d*[13579]\?$/, 'every second question is hard');
    await stop_playing(laptop);
});

test('a set is rehearsed with one touch, and taken away as a file', async () => {
    await open_set(laptop, 'nho');
    await laptop.page.click('.open-tools summary >> nth=1');
    for (const format of ['xlsx', 'json']) {
        const [download] = await Promise.all([laptop.page.waitForEvent('download'), laptop.page.click('.files a[href*="format=' + format + '"]')]);
        assert.match(download.suggestedFilename(), new RegExp('^nho.*\\.' + format + '$'));
    }
    await laptop.page.click('#rehearse');
    await laptop.page.waitForSelector('#tab-quiz:not([hidden]) .pill:has-text("Chạy thử")');
    await stop_playing(laptop);
});

test('the list is fit for everybody, in both languages', async () => {
    for (const staff of [pocket, laptop]) {
        await look_at_sets(staff);
        await staff.must_be_clean('the list');
        await staff.page.click('#languages [lang=en]');
        await staff.page.waitForSelector('#add-set:has-text("Add a question set")');
        await staff.must_be_clean('the list, English');
        assert.doesNotMatch(await staff.page.innerText('#tab-quiz-sets'), /sets\.[a-z]/, 'every word has its text');
        await staff.page.click('#languages [lang=vi]');
        await staff.page.waitForSelector('#add-set:has-text("Thêm bộ câu hỏi")');
    }
    const [download] = await Promise.all([laptop.page.waitForEvent('download'), laptop.page.click('.add-row a')]);
    assert.match(download.suggestedFilename(), /\.xlsx$/);
});

test('no page complained in all that', () => {
    for (const device of [pocket, laptop, an]) {
        assert.deepEqual(device.complaints, []);
        assert.deepEqual(device.foreign, []);
    }
});
