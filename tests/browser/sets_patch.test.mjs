// Corrections to a set, without a browser: what is sent, where the kiosk's faults belong, what survives somebody else's save.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

const source = readFileSync(new URL('../../plugins/quiz/web/staff_sets_patch.js', import.meta.url), 'utf8');
const {carry, draft_of, left_over, mended, patch_of, place_of} = await import('data:text/javascript,' + encodeURIComponent(source));

const pack = () => ({id: 'p', questions: ['q0', 'q1', 'q2', 'q3'].map((id) => ({id, type: 'single', text: 'Câu ' + id, answer: 'a', seconds: 20}))});
const question = (id) => pack().questions.find((one) => one.id === id);
const corrected = (id, changes) => draft_of(question(id), Object.assign(question(id), changes), false);

test('what was typed and typed back is no correction', () => {
    assert.equal(draft_of(question('q1'), question('q1'), false), null);
});

test('only the fields that changed are sent', () => {
    const drafts = new Map([['q1', corrected('q1', {text: 'Câu mới', explanation: 'Vì sao'})]]);
    assert.deepEqual(patch_of(pack(), drafts).patch, [
        {op: 'replace', path: '/questions/1/text', value: 'Câu mới'},
        {op: 'add', path: '/questions/1/explanation', value: 'Vì sao'}
    ]);
});

test('an emptied field is taken out, not sent empty', () => {
    const edited = question('q2');
    delete edited.seconds;
    const draft = draft_of(question('q2'), edited, false);
    assert.deepEqual(patch_of(pack(), new Map([['q2', draft]])).patch, [{op: 'remove', path: '/questions/2/seconds'}]);
    assert.equal('seconds' in mended(question('q2'), draft), false);
});

test('questions are dropped from behind and last, so that every other place still holds', () => {
    const drafts = new Map([['q3', corrected('q3', {answer: 'b'})], ['q0', draft_of(question('q0'), question('q0'), true)], ['q2', draft_of(question('q2'), question('q2'), true)]]);
    const {patch, left} = patch_of(pack(), drafts);
    assert.deepEqual(patch, [{op: 'replace', path: '/questions/3/answer', value: 'b'}, {op: 'remove', path: '/questions/2'}, {op: 'remove', path: '/questions/0'}]);
    assert.deepEqual(left, ['q1', 'q3']);
});

test('a fault is shown at the question it is about, also when one before it was dropped', () => {
    assert.deepEqual(place_of('/questions/1/options/0/text', ['q1', 'q3']), {id: 'q3', path: '/options/0/text'});
    assert.deepEqual(place_of('/questions/0', ['q1', 'q3']), {id: 'q1', path: ''});
    assert.deepEqual(place_of('/title', ['q1']), {id: null, path: '/title'});
    assert.deepEqual(place_of('/questions/7/text', ['q1']), {id: null, path: '/questions/7/text'});
});

test('when somebody else saved first, corrections stay, and what both changed is pointed out', () => {
    const drafts = new Map([['q0', corrected('q0', {text: 'Của tôi'})], ['q1', corrected('q1', {seconds: 30})], ['q2', corrected('q2', {text: 'Mất'})]]);
    const theirs = pack();
    theirs.questions[0].text = 'Của người khác';
    theirs.questions[1].text = 'Họ sửa chữ, tôi sửa giờ';
    theirs.questions.splice(2, 1);
    const {kept, touched, lost} = carry(drafts, theirs);
    assert.deepEqual([Array.from(kept.keys()), Array.from(touched), lost], [['q0', 'q1'], ['q0'], 1]);
    assert.deepEqual(patch_of(theirs, kept).patch, [
        {op: 'replace', path: '/questions/0/text', value: 'Của tôi'},
        {op: 'replace', path: '/questions/1/seconds', value: 30}
    ]);
    assert.equal(mended(theirs.questions[1], kept.get('q1')).text, 'Họ sửa chữ, tôi sửa giờ', 'their other corrections stay, too');
});

test('the same correction made by both is no quarrel', () => {
    const theirs = pack();
    theirs.questions[0].text = 'Như nhau';
    const {touched} = carry(new Map([['q0', corrected('q0', {text: 'Như nhau'})]]), theirs);
    assert.equal(touched.size, 0);
});

test('what was typed while a save was on its way is still to be saved, what was sent is not', () => {
    const sent = new Map([['q0', corrected('q0', {text: 'Một'})], ['q1', corrected('q1', {text: 'Hai'})]]);
    const drafts = new Map([['q0', corrected('q0', {text: 'Một rưỡi'})], ['q1', corrected('q1', {text: 'Hai'})], ['q2', corrected('q2', {seconds: 30})]]);
    const now = pack();
    now.questions[0].text = 'Một';
    now.questions[1].text = 'Hai';
    const left = left_over(drafts, sent, now);
    assert.deepEqual(Array.from(left.keys()), ['q0', 'q2']);
    assert.deepEqual(left.get('q0'), {base: {text: 'Một'}, now: {text: 'Một rưỡi'}, dropped: false});
});
