// A small Excel file as people make it at home: one sheet of texts. A .xlsx is a ZIP of XML; this one is not compressed.

const kTable = Array.from({length: 256}, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n >>> 0;
});
const crc = (bytes) => ~bytes.reduce((sum, byte) => (sum >>> 8) ^ kTable[(sum ^ byte) & 255], ~0) >>> 0;

// files: {name: text}
export function zip(files) {
    const parts = [], directory = [];
    let at = 0;
    for (const [name, text] of Object.entries(files)) {
        const bytes = Buffer.from(text), title = Buffer.from(name), common = Buffer.alloc(26);
        common.writeUInt16LE(20, 0);
        common.writeUInt16LE(0x800, 2); // names are UTF-8
        common.writeUInt32LE(crc(bytes), 10);
        common.writeUInt32LE(bytes.length, 14);
        common.writeUInt32LE(bytes.length, 18);
        common.writeUInt16LE(title.length, 22);
        parts.push(Buffer.from('PK\x03\x04'), common, title, bytes);
        const rest = Buffer.alloc(14);
        rest.writeUInt32LE(at, 10);
        directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, title);
        at += 30 + title.length + bytes.length;
    }
    const listed = Buffer.concat(directory), end = Buffer.alloc(22), count = Object.keys(files).length;
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(count, 8);
    end.writeUInt16LE(count, 10);
    end.writeUInt32LE(listed.length, 12);
    end.writeUInt32LE(at, 16);
    return Buffer.concat([...parts, listed, end]);
}

const escaped = (text) => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;');
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', office = 'http://schemas.openxmlformats.org/';

// rows of texts → the bytes of a workbook
export function workbook(rows) {
    const cells = rows.map((row, y) => '<row r="' + (y + 1) + '">' + row.map((text, x) => (text === '' ? '' :
        '<c r="' + String.fromCharCode(65 + x) + (y + 1) + '" t="inlineStr"><is><t>' + escaped(text) + '</t></is></c>')).join('') + '</row>').join('');
    return zip({
        '[Content_Types].xml': head + '<Types xmlns="' + office + 'package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' +
            '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        '_rels/.rels': head + '<Relationships xmlns="' + office + 'package/2006/relationships"><Relationship Id="rId1" Type="' + office + 'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        'xl/workbook.xml': head + '<workbook xmlns="' + office + 'spreadsheetml/2006/main" xmlns:r="' + office + 'officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': head + '<Relationships xmlns="' + office + 'package/2006/relationships"><Relationship Id="rId1" Type="' + office + 'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml': head + '<worksheet xmlns="' + office + 'spreadsheetml/2006/main"><sheetData>' + cells + '</sheetData></worksheet>'
    });
}
