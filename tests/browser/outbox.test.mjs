// What staff read of the results' way to the centre: in words, in each state, with nothing lost; and what `kiosk outbox status`
// says before, during and after a cut. With KIOSK_PICTURES=FOLDER the page is photographed in each state.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {join, resolve} from 'node:path';
import {after, before, test} from 'node:test';
import {Hall} from './support/hall.mjs';
import {Kiosk} from './support/kiosk.mjs';

// Stands for the centre: answers as it is told to, and is not there at all while it is closed.
class Centre {
    status = 200;
    skew = 0; // ms that its clock is ahead of ours
    async open(port = 0) {
        this.server = createServer((request, response) => {
            const chunks = [];
            request.on('data', (bytes) => chunks.push(bytes)).on('end', () => {
                response.setHeader('X-Experience-API-Version', '1.0.3');
                response.setHeader('Date', new Date(Date.now() + this.skew).toUTCString());
                if (this.status === 503) response.setHeader('Retry-After', '1');
                response.writeHead(this.status, {'Content-Type': 'application/json'});
                const said = request.method === 'GET' ? {version: ['1.0.3']} // about: for the clock
                    : this.status === 200 ? JSON.parse(Buffer.concat(chunks)).map((one) => one.id) : {message: 'statements.0.actor: no such member'};
                response.end(JSON.stringify(said));
            });
        });
        await new Promise((done) => this.server.listen(port, '127.0.0.1', done));
        this.port = this.server.address().port;
        return this;
    }
    close() {
        this.server.closeAllConnections();
        return new Promise((done) => this.server.close(done));
    }
}

const centre = await new Centre().open();
const pictures = process.env.KIOSK_PICTURES && resolve(process.env.KIOSK_PICTURES);
let kiosk, hall, phone, laptop, pocket;

before(async () => {
    kiosk = new Kiosk({central: {endpoint: 'http://127.0.0.1:' + centre.port + '/xapi', answers: false}});
    writeFileSync(join(kiosk.data, 'central.key'), 'hall-1:secret\n', {mode: 0o600});
    await kiosk.start();
    hall = await Hall.open(kiosk);
    laptop = await (await hall.staff({colorScheme: 'light'})).log_in();
    pocket = await (await hall.staff({colorScheme: 'dark', locale: 'en-US', viewport: {width: 360, height: 740}, deviceScaleFactor: 2})).log_in();
    await pocket.page.click('#languages [lang=en]');
    phone = await hall.phone();
    await phone.scan();
    await phone.join('Lê Thu Hằng');
});
after(async () => {
    if (hall) await hall.close();
    if (kiosk) await kiosk.stop();
    await centre.close();
});

const outbox = (...words) => spawnSync(kiosk.program, ['outbox', ...words, '--data', kiosk.data], {encoding: 'utf8'});
// A round is played to its end: one more result waits.
async function plays() {
    const order = async (verb, body) => assert.equal(await laptop.order(verb, body), 200, verb);
    await order('open', {contest: 'main', questions: 1});
    await phone.sees('lobby');
    let answered = false;
    for (let now = await laptop.round(); now.phase !== 'podium'; now = await laptop.round()) {
        if (now.phase === 'answering' && !answered) {
            await phone.answer_something();
            answered = true;
        }
        const stepped = await laptop.order('next', {round: now.round, phase: now.phase, index: now.index});
        assert.ok(stepped === 200 || stepped === 409, 'next: ' + stepped); // 409: it went on by itself meanwhile, and staff look again
    }
    await order('end', {round: (await laptop.round()).round});
}
async function staff_read(name, ...words) {
    for (const device of [laptop, pocket]) await device.page.click('#tabs-health');
    for (const word of words)
        await laptop.page.waitForFunction((text) => (document.querySelector('.card.outbox')?.innerText ?? '').includes(text), word, {timeout: 40000})
            .catch(async () => assert.fail('"' + word + '" is not in: ' + await laptop.page.innerText('.card.outbox')));
    if (!pictures) return;
    mkdirSync(pictures, {recursive: true});
    await laptop.page.waitForTimeout(1200); // the other page hears it, too
    for (const [look, device] of [['laptop', laptop], ['phone', pocket]]) await device.page.locator('.card.outbox').screenshot({path: join(pictures, 'outbox-' + name + '-' + look + '.png')});
}

test('before a cut all is told, and staff read so', async () => {
    await plays();
    await staff_read('1-idle', 'Mọi kết quả đã được gửi.', '0 đang chờ · 1 đã gửi', 'Liên lạc gần nhất lúc');
    assert.match(outbox('status').stdout, /waiting\s+0\b/);
});

test('in a cut results are kept, and staff are told that nobody need do anything', async () => {
    await centre.close();
    await plays();
    await staff_read('2-network', 'Chưa có mạng tới trung tâm.', '1 đang chờ · 1 đã gửi');
    assert.match(outbox('status').stdout, /waiting\s+1\b/);
    await centre.open(centre.port);
    outbox('retry');
    await staff_read('3-after', 'Mọi kết quả đã được gửi.', '0 đang chờ · 2 đã gửi');
    assert.match(outbox('status').stdout, /waiting\s+0\b/);
});

test('a centre that is busy, does not know the key, or is not at that address has a sentence of its own', async () => {
    centre.status = 503;
    await plays();
    await staff_read('4-busy', 'Trung tâm đang bận', '1 đang chờ · 2 đã gửi');
    for (const [status, name, sentence] of [[401, '5-key', 'Trung tâm không nhận khóa'], [404, '6-address', 'Địa chỉ trung tâm trong tệp sự kiện chưa đúng']]) {
        centre.status = status;
        outbox('retry');
        await staff_read(name, sentence, '1 đang chờ · 2 đã gửi');
    }
});

test('what the centre refuses for good is kept, counted, and sent anew on request', async () => {
    centre.status = 400;
    outbox('retry');
    await staff_read('7-dead', '1 kết quả bị trung tâm từ chối', 'kiosk outbox dead');
    assert.doesNotMatch(await laptop.page.innerText('.card.outbox'), /Mọi kết quả đã được gửi/);
    assert.match(outbox('dead').stdout, /no such member/);
    centre.status = 200;
    outbox('retry');
    await staff_read('8-well', 'Mọi kết quả đã được gửi.', '0 đang chờ · 3 đã gửi');
});

test('a clock that is wrong is told in minutes', async () => {
    centre.skew = 12 * 60000;
    await plays();
    await staff_read('9-clock', 'Đồng hồ máy này chậm 12 phút so với trung tâm.', '0 đang chờ · 4 đã gửi');
});

test('the page speaks English to who asks for it, and is clean for those who cannot see it', async () => {
    await pocket.page.waitForSelector('.card.outbox >> text=All results have been sent.');
    await laptop.must_be_clean('health');
});
