// The pure parts of the pages: what is shown when, and what a reply means. No browser.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

// The pages are modules for browsers, with no package.json beside them that would tell node so.
const module_of = (path) => import('data:text/javascript,' + encodeURIComponent(readFileSync(new URL(path, import.meta.url), 'utf8')));
const {scene_of, verdict_of} = await module_of('../../plugins/quiz/web/phone_scene.js');
const {Clock, fold, parse_number, words} = await module_of('../../kiosk/web/kit.js');

const round = (phase, more) => ({round: 17, phase, index: 0, question: phase === 'lobby' ? null : {id: 'q1', type: 'single', options: []}, ...more});
const me = (more) => ({round: 17, entered: true, question: 'q1', choice: null, late: false, result: null, place: 3, ...more});
const b = {options: ['b']};

test('before anything is known, and when nothing is open, the phone waits', () => {
    assert.equal(scene_of(null, null, null).name, 'connecting');
    assert.equal(scene_of({round: null, phase: 'ended'}, me(), null).name, 'idle');
    assert.equal(scene_of(round('lobby'), null, null).name, 'lobby');
    assert.equal(scene_of(round('ended'), null, null).name, 'idle', 'who came after the end is not thanked for playing');
});

test('answers can be given while they are open, and at no other time', () => {
    const named = (phase, more) => scene_of(round(phase, more), me(), null).name;
    assert.deepEqual(['question', 'answering', 'closed', 'reveal', 'standings', 'podium', 'ended'].map((phase) => named(phase)),
        ['soon', 'answer', 'closed', 'reveal', 'standings', 'podium', 'ended']);
    assert.equal(named('answering', {paused: true}), 'soon');
});

test('a guess can still be made beside the first question, and nowhere later', () => {
    const guess = (more, own) => scene_of(round('answering', {asks_guess: true, ...more}), own, null).guess;
    assert.equal(guess({}, me({guess: null})), null);
    assert.equal(guess({}, me({guess: 12})), 12);
    assert.equal(guess({}, null), undefined, 'whether one was made is not known yet');
    assert.equal(guess({index: 1}, me({guess: null})), undefined);
    assert.equal(guess({asks_guess: false}, me({guess: null})), undefined);
});

test('a refresh in mid-question shows what the kiosk has saved', () => {
    const scene = scene_of(round('answering'), me({choice: b}), null);
    assert.deepEqual([scene.name, scene.saved.choice], ['saved', b]);
});

test('what the kiosk has saved counts before what this device wanted', () => {
    const scene = scene_of(round('answering'), me({choice: {options: ['a']}}), {choice: b, state: 'sending'});
    assert.deepEqual([scene.name, scene.saved.choice], ['saved', {options: ['a']}]);
});

test('the saved answer of the last question is not taken for one to this question', () => {
    assert.equal(scene_of(round('answering'), me({question: 'q0', choice: b}), null).name, 'answer');
    assert.equal(scene_of(round('answering'), me({round: 16, choice: b}), null).name, 'answer');
});

test('an answer that is not saved yet is never shown as saved, also when the time is up', () => {
    assert.equal(scene_of(round('closed'), me(), {choice: b, state: 'sending'}).name, 'sending');
    assert.equal(scene_of(round('closed'), me(), {choice: b, state: 'not_saved'}).not_saved, true);
    assert.equal(scene_of(round('closed'), me(), {choice: b, state: 'refused', reason: 'too_late'}).name, 'refused');
    assert.equal(scene_of(round('closed'), me(), {choice: b, state: 'saved'}).saved.choice, b);
});

test('the result of another question is not shown at the reveal', () => {
    const scene = scene_of(round('reveal'), me({question: 'q0', result: {right: true}}), null);
    assert.deepEqual([scene.known, scene.result], [false, null]);
});

test('a deciding question among others is only watched', () => {
    assert.equal(scene_of(round('answering'), me({asked: false}), null).name, 'watching');
});

test('an answer is sent again until it is saved or refused for good', () => {
    const meaning = (status, error, open = true) => verdict_of({status, data: status === 200 ? {saved: true} : {error}}, open);
    assert.equal(meaning(200), 'saved');
    assert.equal(meaning(503, 'not_saved'), 'not_saved');
    for (const status of [0, 408, 429, 500, 502, 503, 504]) assert.equal(meaning(status, 'busy'), 'later', String(status));
    for (const [status, error] of [[409, 'too_late'], [409, 'wrong_question'], [422, 'bad_choice'], [403, 'removed'], [401, 'join_first']]) assert.equal(meaning(status, error), 'refused', error);
    assert.equal(meaning(409, 'not_open', true), 'later');
    assert.equal(meaning(409, 'not_open', false), 'refused');
    assert.equal(meaning(409, 'not_entered'), 'later');
    assert.equal(verdict_of({status: 200, data: {}}, true), 'later', 'some other page answered');
});

test('numbers are read as people type them', () => {
    const vi = (text) => parse_number(text, 'vi'), en = (text) => parse_number(text, 'en');
    assert.deepEqual(['53', '53,5', '53.5', '1.000', '1.024,5', '-7', '1 000 000', '.5'].map(vi), [53, 53.5, 53.5, 1000, 1024.5, -7, 1000000, 0.5]);
    assert.deepEqual(['1,000', '1,024.5', '53.5'].map(en), [1000, 1024.5, 53.5]);
    for (const text of ['', 'mười', '5 km', '1.2.3', '--5', '1e5', ',']) assert.ok(isNaN(vi(text)), text);
});

test('a commune is found without typing its accents', () => {
    assert.equal(fold('Đồng Tháp'), 'dong thap');
    assert.ok(fold('Phường Châu Đốc').includes(fold('chau doc')));
});

test('a missing word shows its key, and a name cannot smuggle in another word', () => {
    const t = words({'hello': 'Chào {0}, {1}!'});
    assert.equal(t('hello', 'An', 'Bình'), 'Chào An, Bình!');
    assert.equal(t('hello', '{1}', 'Bình'), 'Chào {1}, Bình!');
    assert.equal(t('toString'), 'toString');
});

test('a retained message of twenty seconds ago does not give twenty seconds more', () => {
    const clock = new Clock(), now = performance.now();
    clock.saw(1000000 + now);        // the newest thing the kiosk stamped
    const old = {now: 1000000 + now - 20000, remaining_ms: 30000};
    clock.saw(old.now);              // an old stamp teaches nothing
    assert.ok(Math.abs(clock.remaining(old) - 10000) < 500);
    assert.equal(clock.remaining({now: old.now, remaining_ms: 5000}), 0);
    assert.equal(clock.remaining({now: old.now, remaining_ms: null}), null);
    assert.equal(clock.remaining({now: old.now, remaining_ms: 5000, paused: true}), 5000);
});

test('a kiosk whose clock was set back is believed', () => {
    const clock = new Clock(), now = performance.now();
    clock.saw(9000000 + now);
    clock.saw_fresh(1000000 + now);
    assert.ok(Math.abs(clock.remaining({now: 1000000 + now, remaining_ms: 8000}) - 8000) < 500);
});
