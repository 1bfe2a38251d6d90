// A real kiosk for one test file: the built program with content of the tests' own, started on a free port, killed and
// started again at will.

import {spawn, spawnSync} from 'node:child_process';
import {copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const kHere = dirname(fileURLToPath(import.meta.url));
const kRoot = resolve(kHere, '../../..');
export const kProgram = process.env.KIOSK_BIN || join(kRoot, 'build/release/bin/kiosk');
export const kPin = '246810';

export class Kiosk {
    // event: changes to test_event().
    constructor(event) {
        if (!existsSync(kProgram)) throw new Error(kProgram + ' is not there: build first, or set KIOSK_BIN');
        this.home = mkdtempSync(join(tmpdir(), 'kiosk-browser-'));
        this.data = join(this.home, 'data');
        this.port = 0;
        this.log = '';
        // The program finds its parts beside itself, so it stands in a tree of its own.
        this.program = join(this.home, 'bin/kiosk');
        const content = join(this.home, 'share/kiosk/content');
        mkdirSync(join(this.home, 'bin'));
        mkdirSync(join(content, 'banks'), {recursive: true});
        copyFileSync(kProgram, this.program);
        symlinkSync(resolve(dirname(kProgram), '../lib'), join(this.home, 'lib'));
        for (const part of ['schema', 'i18n']) cpSync(join(kRoot, 'content', part), join(content, part), {recursive: true});
        copyFileSync(join(kHere, 'every-kind.json'), join(content, 'banks/every-kind.json'));
        writeFileSync(join(content, 'event.json'), JSON.stringify(test_event(event)));
        const set = spawnSync(this.program, ['staff', 'pin', '--data', this.data], {input: kPin + '\n', encoding: 'utf8'});
        if (set.status !== 0) throw new Error('no PIN: ' + set.stdout + set.stderr);
    }

    get url() { return 'http://127.0.0.1:' + this.port; }

    // The second start takes the port of the first, as at an event. With a screen (screen.mjs) it has a window there.
    async start(screen, show) {
        const look = screen ? ['--windowed', screen.width + 'x' + screen.height, ...(show ? ['--show', show] : [])] : ['--headless'];
        this.process = spawn(this.program, ['run', ...look, '--data', this.data, '--bind', '127.0.0.1', '--port', String(this.port)],
            {stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, ...(screen ? screen.env : {})}});
        this.process.stderr.on('data', (bytes) => { this.log += bytes; });
        await new Promise((done, failed) => {
            let said = '';
            const late = setTimeout(() => failed(new Error('the kiosk does not listen: ' + said + this.log)), 20000);
            this.process.once('exit', (status) => failed(new Error('the kiosk ended with ' + status + ': ' + said + this.log)));
            this.process.stdout.on('data', (bytes) => {
                said += bytes;
                const found = said.match(/listening on http:\/\/[^:\s]+:(\d+)/);
                if (!found) return;
                clearTimeout(late);
                this.port = Number(found[1]);
                done();
            });
        });
        return this;
    }

    // As when the plug is pulled.
    kill() {
        return new Promise((done) => {
            this.process.removeAllListeners('exit');
            this.process.once('exit', done);
            this.process.kill('SIGKILL');
        });
    }

    async stop() {
        if (this.process && this.process.exitCode === null && this.process.signalCode === null) await this.kill();
        rmSync(this.home, {recursive: true, force: true});
    }
}

// An event that tests can play through quickly; its bank holds one question of every kind.
function test_event(more) {
    return {
        formatVersion: 1, name: {vi: 'Hội thi thử', en: 'Test event'}, date: '2026-10-10', languages: ['vi', 'en'],
        units_title: {vi: 'Xã, phường', en: 'Commune'},
        units: [{id: 'a', title: 'Xã Vĩnh Hậu'}, {id: 'b', title: 'Phường Long Xuyên'}],
        contests: [{id: 'main', title: {vi: 'Vòng thử', en: 'Test round'}, banks: ['every-kind'], questions: 7, preset: 'balanced', seconds: 60, auto: false, asks_guess: true}],
        ...more
    };
}
