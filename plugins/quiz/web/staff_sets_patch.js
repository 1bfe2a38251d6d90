// Corrections to a set of questions, gathered until they are saved together. Pure: no DOM, no network
// (tests/browser/sets_patch.test.mjs).
//
//   draft    what is to change in one question: {base, now, dropped}; `now` holds the new value of each changed field
//            (undefined: the field goes), `base` what stood there when the correction began
//   drafts   Map: question's id → draft

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// The question as it will be.
export function mended(question, draft) {
    const result = Object.assign({}, question, draft ? draft.now : null);
    for (const field of Object.keys(result)) if (result[field] === undefined) delete result[field];
    return result;
}

// The draft that leads from a question to what was made of it; null where nothing is to change.
export function draft_of(question, edited, dropped) {
    const base = {}, now = {};
    for (const field of new Set(Object.keys(question).concat(Object.keys(edited)))) {
        if (same(question[field], edited[field])) continue;
        base[field] = question[field];
        now[field] = edited[field];
    }
    return dropped || Object.keys(now).length ? {base, now, dropped: Boolean(dropped)} : null;
}

// RFC 6902, and the ids of the questions that are left, in their new order: places in the kiosk's faults count by it.
// What is taken out goes last and from behind, so that no place shifts under another operation.
export function patch_of(pack, drafts) {
    const patch = [], dropped = [], left = [];
    pack.questions.forEach((question, i) => {
        const draft = drafts.get(question.id);
        if (draft && draft.dropped) return dropped.unshift({op: 'remove', path: '/questions/' + i});
        left.push(question.id);
        for (const field of Object.keys(draft ? draft.now : {})) {
            const path = '/questions/' + i + '/' + field, value = draft.now[field];
            if (same(value, question[field])) continue;
            patch.push(value === undefined ? {op: 'remove', path} : {op: field in question ? 'replace' : 'add', path, value});
        }
    });
    return {patch: patch.concat(dropped), left};
}

// "/questions/3/options/1/text" → {id: "…", path: "/options/1/text"}; id null for what is not about one question.
export function place_of(pointer, left) {
    const found = /^\/questions\/(\d+)(\/.*)?$/.exec(pointer || '');
    return found && left[found[1]] !== undefined ? {id: left[found[1]], path: found[2] || ''} : {id: null, path: pointer || ''};
}

// Somebody else saved meanwhile: which drafts still have their question, which of them touch what was changed there, too,
// and how many have lost theirs.
export function carry(drafts, pack) {
    const there = new Map(pack.questions.map((question) => [question.id, question]));
    const kept = new Map(), touched = new Set();
    let lost = 0;
    drafts.forEach((draft, id) => {
        const question = there.get(id);
        if (!question) {
            if (!draft.dropped) lost++;
            return;
        }
        kept.set(id, draft);
        if (Object.keys(draft.base).some((field) => !same(draft.base[field], question[field]) && !same(draft.now[field], question[field]))) touched.add(id);
    });
    return {kept, touched, lost};
}

// A save has come through: what is still to be corrected, of what was typed meanwhile. `sent` is a copy of the drafts that went, `pack`
// the set as it is now.
export function left_over(drafts, sent, pack) {
    const left = new Map();
    for (const question of pack.questions) {
        const draft = drafts.get(question.id);
        if (!draft || same(draft, sent.get(question.id))) continue;
        const again = draft_of(question, mended(question, draft), draft.dropped);
        if (again) left.set(question.id, again);
    }
    return left;
}
