// The staff's handbook is carried on paper: README.vi.md fits on four pages A4, pictures and all, in letters of 11 points.
// KIOSK_PICTURES=FOLDER keeps the pages as a PDF.

import assert from 'node:assert/strict';
import {mkdirSync, readFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';

const kRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const kPictures = process.env.KIOSK_PICTURES && resolve(process.env.KIOSK_PICTURES);
const kPaper = `body { margin: 0; font: 11pt/1.4 "Noto Sans", sans-serif; } h1 { margin: 0 0 3mm; font-size: 20pt; }
    h2 { margin: 4mm 0 1.5mm; font-size: 14pt; break-after: avoid; } p, ol { margin: 0 0 2mm; } img { display: block; max-width: 100%; max-height: 75mm; margin: 0 auto; break-inside: avoid; }
    table { width: 100%; margin-bottom: 2mm; border-collapse: collapse; } th, td { padding: 1mm 2mm; border: 1px solid #aaa; text-align: left; vertical-align: top; } tr { break-inside: avoid; }`;

const picture = (file) => 'data:image/png;base64,' + readFileSync(join(kRoot, file)).toString('base64');
const inline = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/`([^`]+)`/g, '<code>$1</code>').replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>')
    .replace(/!\[([^\]]*)\]\(([^)]+)\)/g, (whole, words, file) => '<img src="' + picture(file) + '">').replace(/\[([^\]]*)\]\([^)]+\)/g, '<u>$1</u>');

// As much of Markdown as the handbook uses: headings, paragraphs, numbered lists, tables; blocks stand apart by an empty line.
function paper_of(markdown) {
    return markdown.trim().split(/\n{2,}/).map((block) => {
        const lines = block.split('\n'), [, marks, title] = /^(#+) (.*)/.exec(block) || [];
        if (marks) return '<h' + marks.length + '>' + inline(title) + '</h' + marks.length + '>';
        if (block.startsWith('|')) {
            const row = (line, tag) => '<tr>' + line.slice(1, -1).split('|').map((cell) => '<' + tag + '>' + inline(cell.trim()) + '</' + tag + '>').join('') + '</tr>';
            return '<table>' + row(lines[0], 'th') + lines.slice(2).map((line) => row(line, 'td')).join('') + '</table>';
        }
        if (/^\d+\. /.test(block)) return '<ol>' + block.split(/\n?^\d+\. /m).slice(1).map((item) => '<li>' + inline(item) + '</li>').join('') + '</ol>';
        return '<p>' + inline(block) + '</p>';
    }).join('\n');
}

test('the handbook fits on four pages', async () => {
    const browser = await chromium.launch({executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu']});
    try {
        const page = await browser.newPage();
        await page.setContent('<meta charset="utf-8"><style>' + kPaper + '</style>' + paper_of(readFileSync(join(kRoot, 'README.vi.md'), 'utf8')), {waitUntil: 'load'});
        assert.equal(await page.locator('img').count(), 3, 'the pictures are on the paper');
        assert.ok(await page.evaluate(() => [...document.images].every((one) => one.naturalWidth > 0)));
        if (kPictures) mkdirSync(kPictures, {recursive: true});
        const pdf = await page.pdf({path: kPictures && join(kPictures, 'handbook-vi.pdf'), format: 'A4', margin: {top: '14mm', bottom: '14mm', left: '15mm', right: '15mm'}});
        const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) || []).length;
        assert.ok(pages >= 2 && pages <= 4, 'README.vi.md takes ' + pages + ' pages');
    } finally {
        await browser.close();
    }
});
