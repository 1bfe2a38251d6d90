// The staff's day without a browser: what comes next, and what the check says.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {check_lines, kSteps, to_note, what_next} from '../../kiosk/web/staff_day_steps.js';

const book = (...done) => Object.fromEntries(['opened', 'rehearsed', 'played', 'closed'].map((step) => [step + '_ms', done.includes(step) ? 1000 : 0]));
const nothing = {running: false, rehearsal: false, over: false};
const step = (day, game) => what_next(day, {...nothing, ...game}).step;
const action = (day, game) => what_next(day, {...nothing, ...game}).action;

test('a whole day goes from the first step to the last', () => {
    const seen = [
        step(book(), {}), step(book('opened'), {}), step(book('opened'), {running: true, rehearsal: true}), step(book('opened', 'rehearsed'), {}),
        step(book('opened', 'rehearsed'), {running: true}), step(book('opened', 'rehearsed', 'played'), {over: true}), step(book('opened', 'rehearsed', 'played', 'closed'), {over: true})];
    assert.deepEqual(seen, ['open', 'rehearse', 'rehearse', 'play', 'play', 'close', 'results']);
    assert.deepEqual(Array.from(new Set(seen)), kSteps);
});

test('whoever opens a round from elsewhere is not sent back', () => {
    assert.equal(action(book(), {running: true}), 'control');
    assert.equal(step(book('opened'), {over: true}), 'close', 'played without a rehearsal');
    assert.equal(what_next(book('opened', 'played'), nothing).other, 'play', 'one more round may be played');
    assert.equal(what_next(book('opened'), nothing).other, 'skip');
    assert.equal(what_next(book('closed'), nothing).other, 'reopen');
});

test('what happened in the game is noted once', () => {
    assert.equal(to_note(book('opened'), {...nothing, running: true, rehearsal: true}), 'rehearsed');
    assert.equal(to_note(book('opened', 'rehearsed'), {...nothing, running: true, rehearsal: true}), '');
    assert.equal(to_note(book('opened'), {...nothing, running: true}), '', 'a round that runs has not been played');
    assert.equal(to_note(book('opened'), {...nothing, running: true, over: true}), 'played', 'the podium');
    assert.equal(to_note(book('opened', 'played'), {...nothing, over: true}), '');
});

const check = (data, more) => ({status: 200, ahead_ms: 0, took_ms: 4, ...more, data: {disk_free: 9e9, displays: 1, sound: true, ...data}});
const state = {day: {phone_ms: 5000, phones: 3}, faults: [], outbox: {state: 'off'}};
const marks = (...given) => Object.fromEntries(check_lines(...given).map((line) => [line.id, line.mark]));

test('when all is well every line is', () => {
    assert.deepEqual(marks(check(), state, {banks: 8, questions: 212}), {clock: 'good', disk: 'good', writing: 'good', screen: 'good', sound: 'good', sets: 'good', phones: 'good'});
});

test('each thing that is wrong has its own line', () => {
    const bad = marks(check({disk_free: 50e6, displays: 0, sound: false}, {ahead_ms: -300000}), {day: {}, faults: [{}], outbox: {state: 'stopped'}}, {banks: 0});
    assert.deepEqual(bad, {clock: 'bad', disk: 'bad', writing: 'good', screen: 'wait', sound: 'wait', sets: 'bad', centre: 'bad', phones: 'wait'});
    assert.deepEqual(check_lines(check({}, {ahead_ms: -300000}), state, {})[0].values, [5, 'behind']);
    assert.equal(marks(check({disk_free: 300e6}), state, {}).disk, 'wait');
    assert.equal(marks(check({disk_free: null}), state, {}).disk, undefined, 'what is not known is not said');
    assert.equal(marks(check(), {...state, faults: [{}]}, {banks: 2, questions: 9}).sets, 'wait');
});

test('a disk that takes no writes is said, and nothing else is made up', () => {
    assert.deepEqual(marks({status: 503, data: {}, ahead_ms: -1e12, took_ms: 3}, state, {}), {writing: 'bad', phones: 'good'});
    assert.deepEqual(marks(null, state, {}), {phones: 'good'}, 'before the first answer');
});
