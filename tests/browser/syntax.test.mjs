// Every script that the kiosk serves can be read by the oldest browsers that the pages promise: Chrome 67 and iOS 12, ES2018.
// Without a browser: a page with one newer sign stays empty there, and says nothing.

import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {parse} from 'acorn';
import {Kiosk} from './support/kiosk.mjs';

const kRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
// What the libraries of those browsers lack: no parser sees that.
const kTooNew = /\.(flat|flatMap|at|matchAll|replaceAll|allSettled|fromEntries|replaceChildren|toggleAttribute|findLast|trimStart|trimEnd|hasOwn)\(|\b(structuredClone|queueMicrotask)\(|\bglobalThis\b/;

function scripts_below(folder) {
    return readdirSync(folder, {withFileTypes: true}).flatMap((one) =>
        one.isDirectory() ? scripts_below(join(folder, one.name)) : one.name.endsWith('.js') ? [join(folder, one.name)] : []);
}
const kFolders = ['kiosk/web'].concat(readdirSync(join(kRoot, 'plugins')).map((plugin) => 'plugins/' + plugin + '/web'));
const kScripts = kFolders.flatMap((folder) => { try { return scripts_below(join(kRoot, folder)); } catch (e) { return []; } });

// import(…) is younger than ES2018 on paper, and older than that in both browsers.
function read(text) {
    parse(text.replace(/\bimport\(/g, 'import_('), {ecmaVersion: 2018, sourceType: 'module'});
}

test('a sign that old phones cannot read is found', () => {
    assert.throws(() => read('const a = b ?? c;'), /Unexpected token/);
    assert.throws(() => read('a?.b();'), /Unexpected token/);
    assert.throws(() => read('try { a(); } catch { b(); }'), /Unexpected token/);
    read('const {a, ...rest} = b; import("./c.js").then(() => rest);');
});

test('what is served without comments and indents says what the source says', async () => {
    const kiosk = await new Kiosk().start();
    const without_places = (text) => JSON.stringify(parse(text.replace(/\bimport\(/g, 'import_('), {ecmaVersion: 2018, sourceType: 'module'}),
        (key, value) => (key === 'start' || key === 'end' ? undefined : value));
    try {
        for (const path of kScripts) {
            const name = path.slice(kRoot.length + 1).replace('kiosk/web/', 'web/').replace(/^plugins\/([^/]+)\/web\//, 'p/$1/');
            const reply = await fetch(kiosk.url + '/' + name);
            assert.equal(reply.status, 200, name);
            const served = await reply.text();
            assert.doesNotMatch(served, /^\s*\/\//m, name);
            assert.equal(without_places(served), without_places(readFileSync(path, 'utf8')), name);
        }
    } finally {
        await kiosk.stop();
    }
});

test('every script of the pages is read by Chrome 67 and iOS 12', () => {
    assert.ok(kScripts.length > 40, 'only ' + kScripts.length + ' scripts were found');
    const faults = kScripts.map((path) => {
        const text = readFileSync(path, 'utf8'), name = path.slice(kRoot.length + 1);
        try {
            read(text);
        } catch (e) {
            return name + ': ' + e.message;
        }
        const line = text.split('\n').findIndex((one) => kTooNew.test(one));
        return line < 0 ? '' : name + ' (' + (line + 1) + '): ' + kTooNew.exec(text)[0];
    }).filter(Boolean);
    assert.deepEqual(faults, []);
});
