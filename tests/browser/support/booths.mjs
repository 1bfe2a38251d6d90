// Three booths for a test's kiosk, and the codes that their screens show.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {createHmac} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const kBooths = ['che', 'lop-hoc', 'robot'];

export function set_up_booths(kiosk) {
    const folder = join(kiosk.home, 'share/kiosk/content/booths');
    mkdirSync(folder);
    kBooths.forEach((id, i) => writeFileSync(join(folder, id + '.json'), JSON.stringify(booth(id, i))));
}

function booth(id, i) {
    const title = {vi: ['Đồi chè thông minh', 'Lớp học số', 'Robot và em'][i], en: ['Smart tea', 'Digital class', 'Robots'][i]};
    return {
        formatVersion: 1, id, order: i, icon: 'plant', hue: i + 1, title, lead: {vi: 'Một câu mở đầu.', en: 'One sentence.'},
        sections: [{heading: {vi: 'Phần một', en: 'Part one'}, text: {vi: 'Vài dòng để đọc.', en: 'A few lines.'}}],
        figures: [{value: 969, label: {vi: 'dịch vụ công', en: 'services'}, asOf: '2025-10-09', source: {vi: 'Sở KH&CN', en: 'DOST'}}],
        stamp: {question: {vi: 'Câu hỏi của gian ' + (i + 1) + '?', en: 'Question ' + (i + 1) + '?'}, options: [{id: 'a', text: {vi: 'Câu sai', en: 'Wrong'}}, {id: 'b', text: {vi: 'Câu đúng', en: 'Right'}}],
            answer: 'b', explanation: {vi: 'Vì thế đấy.', en: 'That is why.'}}
    };
}

// What the kiosk would have shown so many steps ago, made from its secret as anybody can who reads passport/codes.h.
export function code_of(kiosk, id, steps_ago = 0) {
    const read = spawnSync('sqlite3', ['-readonly', join(kiosk.data, 'kiosk.db'), "SELECT hex(value) FROM booths_settings WHERE name = 'secret'"], {encoding: 'utf8'});
    assert.equal(read.status, 0, read.stderr);
    const step = Math.floor(Date.now() / 30000) - steps_ago;
    const mac = createHmac('sha256', Buffer.from(read.stdout.trim(), 'hex')).update(['code', id, '0', String(step)].join('\0')).digest();
    let bits = mac.readUIntBE(0, 5), code = 'B';
    for (let i = 0; i < 7; i++, bits = Math.floor(bits / 32)) code += 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'[bits % 32];
    return code;
}
