// The people of the tests, in the browser: phones that join and answer, staff who pace. One Chromium per test file.

import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import assert from 'node:assert/strict';
import {chromium} from 'playwright-core';
import {kPin} from './kiosk.mjs';

const kAxe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kPhone = {viewport: {width: 360, height: 740}, isMobile: true, hasTouch: true, deviceScaleFactor: 2, locale: 'vi-VN'};

export class Hall {
    static async open(kiosk) {
        const hall = new Hall();
        hall.kiosk = kiosk;
        hall.browser = await chromium.launch({
            executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
            args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
        });
        return hall;
    }
    async close() {
        await this.browser.close();
    }
    async phone(options) {
        return Phone.open(this, {...kPhone, ...options});
    }
    async staff(options) {
        return Staff.open(this, {viewport: {width: 1280, height: 800}, locale: 'vi-VN', ...options});
    }
}

class Device {
    static async open(hall, options) {
        const device = new this();
        device.hall = hall;
        device.context = await hall.browser.newContext(options);
        device.complaints = [];
        device.foreign = [];
        device.context.on('request', (request) => {
            const url = new URL(request.url());
            if (url.protocol.startsWith('http') && url.origin !== hall.kiosk.url) device.foreign.push(request.url());
        });
        await device.turn_on();
        return device;
    }
    async turn_on() {
        this.page = await this.context.newPage();
        this.page.setDefaultTimeout(30000);
        this.page.on('pageerror', (error) => this.complaints.push(error.message));
        this.page.on('console', (line) => { if (/Content Security Policy/i.test(line.text())) this.complaints.push(line.text()); });
        return this.page;
    }
    async close() {
        await this.context.close();
    }
    text() {
        return this.page.innerText('body');
    }
    // axe-core's serious and critical findings, as sentences.
    async faults_for_the_disabled() {
        // Colours are judged when the page has come to rest; what breathes for ever may go on.
        await this.page.evaluate(() => Promise.all(document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished.catch(() => {}))));
        await this.page.evaluate(kAxe + ';0');
        const found = await this.page.evaluate(async () => (await window.axe.run(document, {resultTypes: ['violations']})).violations
            .filter((one) => one.impact === 'serious' || one.impact === 'critical')
            .map((one) => one.id + ' ' + one.nodes.map((node) => node.target.join(' ')).join(', ')));
        return found;
    }
    async must_be_clean(where) {
        assert.deepEqual(await this.faults_for_the_disabled(), [], where);
        assert.equal(await this.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false, where + ' is wider than the screen');
    }
}

class Phone extends Device {
    async scan(path = '/') {
        await this.page.goto(this.hall.kiosk.url + path);
    }
    async join(name) {
        await this.scan();
        await this.page.fill('#name', name);
        await this.page.click('form.join .primary');
        await this.page.waitForSelector('section[data-scene]');
        this.name = name;
        return this;
    }
    // Waits until the phone shows the scene.
    async sees(scene) {
        await this.page.waitForSelector('section[data-scene=' + scene + ']').catch(async () => {
            const shown = await this.page.getAttribute('section[data-scene]', 'data-scene').catch(() => null);
            assert.fail((this.name || 'a phone') + ' should see ' + scene + ', but sees ' + (shown || JSON.stringify((await this.text()).slice(0, 200))));
        });
    }
    // Answers whatever is asked with what comes first.
    async answer_something() {
        await this.sees('answer');
        const page = this.page;
        if (await page.$('.stepper')) await page.fill('.stepper .input', '42');
        else if (await page.$('form .input:not(#guess)')) await page.fill('form .input:not(#guess)', 'vneid');
        else if (await page.$('.option[role=checkbox]')) await page.tap('.option >> nth=0');
        else if (await page.$('.option[aria-pressed]')) for (const option of await page.$$('.option')) await option.tap();
        else return page.tap('.option >> nth=0');
        await page.tap('.bottom .primary');
    }
    async own() {
        return this.page.evaluate(async () => (await fetch('/p/quiz/me')).json());
    }
    goes_offline() {
        return this.context.setOffline(true);
    }
    comes_back() {
        return this.context.setOffline(false);
    }
}

class Staff extends Device {
    async log_in(pin = kPin) {
        await this.page.goto(this.hall.kiosk.url + '/staff');
        await this.page.fill('#pin', pin);
        await this.page.click('.login .primary');
        await this.page.waitForSelector('#tabs [role=tab], #problem:not(:empty)');
        if (await this.page.$('#tabs-quiz')) await this.page.click('#tabs-quiz'); // most stories are about the contest
        return this;
    }
    async open_contest() {
        await this.page.click('.contests .primary >> nth=0');
        await this.reaches('lobby');
    }
    async phase() {
        return (await this.round()).phase;
    }
    round() {
        return this.page.evaluate(() => new Promise((done) => {
            const source = new EventSource('/events?topics=quiz/staff');
            source.addEventListener('quiz/staff', (e) => {
                source.close();
                done(JSON.parse(e.data));
            });
        }));
    }
    async reaches(phase) {
        for (let n = 0; n < 200; n++) {
            if (await this.phase() === phase) return;
            await this.page.waitForTimeout(100);
        }
        assert.fail('staff should reach ' + phase + ' but are in ' + await this.phase());
    }
    // One tap on the big button, when it has settled; waits for the phase that it leads to.
    async tap_next() {
        await this.page.waitForSelector('#next:not([disabled])');
        await this.page.waitForTimeout(650);
        await this.page.click('#next');
    }
    async next(phase) {
        await this.tap_next();
        await this.reaches(phase);
        const word = {lobby: 'Phòng chờ', question: 'Đang hiện câu hỏi', answering: 'Đang trả lời', reveal: 'Đáp án', standings: 'Xếp hạng', podium: 'Trao giải'}[phase];
        if (word) await this.page.waitForFunction((text) => document.querySelector('#phase') && document.querySelector('#phase').textContent === text, word);
    }
    // From wherever answers are open to the right answer.
    async reveal() {
        await this.tap_next();
        await this.reaches('closed');
        await this.next('reveal');
    }
    // Without the page: to clear up between stories.
    order(path, body) {
        return this.page.evaluate(async ([where, what]) => (await fetch('/p/quiz/staff/' + where, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(what)})).status, [path, body]);
    }
    async people(query) {
        await this.page.click('#tabs-people');
        await this.page.fill('#find', query);
        await this.page.waitForFunction((text) => { const rows = document.querySelectorAll('.people li'); return rows.length === 1 && rows[0].textContent.includes(text); }, query);
    }
}
