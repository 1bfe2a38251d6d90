// A big screen for the kiosk: an X server without a monitor, a finger on it, and the camera of somebody's phone.

import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import assert from 'node:assert/strict';

export class Screen {
    static async open(width = 1280, height = 720) {
        const screen = new Screen();
        Object.assign(screen, {width, height, folder: mkdtempSync(join(tmpdir(), 'kiosk-screen-'))});
        // Takes the first display that is free and says which.
        screen.process = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', width + 'x' + height + 'x24', '-nolisten', 'tcp'], {stdio: ['ignore', 'pipe', 'ignore']});
        const display = await new Promise((done, failed) => {
            screen.process.once('error', failed);
            screen.process.once('exit', (status) => failed(new Error('Xvfb ended with ' + status)));
            screen.process.stdout.once('data', (bytes) => done(String(bytes).trim()));
        });
        screen.env = {DISPLAY: ':' + display, SDL_VIDEODRIVER: 'x11'};
        return screen;
    }
    close() {
        this.process.removeAllListeners('exit');
        this.process.kill();
        rmSync(this.folder, {recursive: true, force: true});
    }

    run(program, ...words) {
        const done = spawnSync(program, words, {encoding: 'utf8', env: {...process.env, ...this.env}});
        assert.equal(done.error, undefined, program + ' is not there');
        return done;
    }
    picture(file = join(this.folder, 'now.png')) {
        const taken = this.run('import', '-window', 'root', file);
        assert.equal(taken.status, 0, taken.stderr);
        return file;
    }
    // A tap at this place, in stage units (1080 high, from the left or, negative, from the right edge).
    tap(x, y) {
        const scale = this.height / 1080;
        const px = x < 0 ? this.width + x * scale : x * scale;
        this.run('xdotool', 'mousemove', String(Math.round(px)), String(Math.round(y * scale)), 'sleep', '0.1', 'mousedown', '1', 'sleep', '0.1', 'mouseup', '1');
    }
    // What a phone's camera reads off it now: one address, or ''.
    code() {
        return this.run('zbarimg', '-q', '--raw', '--nodbus', '-Sdisable', '-Sqrcode.enable', this.picture()).stdout.trim();
    }
    // Waits until it reads one that is wanted.
    async shows(wanted, what) {
        let last = '';
        for (const end = Date.now() + 45000; Date.now() < end;) { // a code changes every half minute
            last = this.code();
            if (wanted(last)) return last;
            await new Promise((done) => setTimeout(done, 150));
        }
        assert.fail('the screen should show ' + what + ', but shows ' + JSON.stringify(last));
    }
}
