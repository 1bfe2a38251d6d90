// Which of the plugins' pages has the whole phone when more than one asks for it. Each says how much it needs it:
//
//     0  nothing beyond its own place; all such pages stand one below the other while nobody asks for more
//     1  (or true) a game without a clock: it waits behind the others
//     2  what the visitor has turned to
//     3  what runs by a clock: a contest under way
//     4  what happened just now: a booth's code was scanned, a question of the contest opened
//
// The largest need is in front, and of equal ones the one that came last. So a booth is seen when it is scanned, in the midst
// of a game or of the contest, and the contest's next question comes in front of the booth, whatever is open there.

export class Front {
    constructor(stage) {
        this.stage = stage;
        this.clear();
    }
    clear() {
        this.wishes = []; // {root, need, about, covered}; who asked last stands last
        this.stage.className = 'stage';
    }
    // True where the page is in front now, or nobody is. A need comes anew where `about` changes. covered(): another page came in front.
    ask(root, need, about, covered) {
        const before = this.first();
        const wish = this.wishes.find((one) => one.root === root);
        if (!wish || wish.need !== Number(need) || wish.about !== about) {
            this.wishes = this.wishes.filter((one) => one !== wish);
            if (need) this.wishes.push({root, need: Number(need), about, covered});
        }
        const now = this.first();
        for (const page of Array.from(this.stage.children)) page.classList.toggle('busy', Boolean(now && now.root === page));
        this.stage.classList.toggle('taken', Boolean(now));
        if (before && now && before.root !== now.root && before.covered && before.root !== root) before.covered();
        return !now || now.root === root;
    }
    first() {
        return this.wishes.reduce((best, one) => (best && best.need > one.need ? best : one), null);
    }
}
