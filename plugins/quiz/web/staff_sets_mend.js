// A question being corrected, in its place in the list. Every keystroke tells `changed` what the question would be; what is
// wrong with it is for the kiosk to say when it is saved.

import {el, icon, number, parse_number, say} from '/web/kit.js';
import {kLevels} from './staff_sets_parts.js';

const kLetters = {text: 200, option: 75, explanation: 600};

// about: {question, place, faults: [{path, sentence}], changed(edited), done(), undo(), drop()}
export function draw_editor({t, lang}, {question, place, faults, changed, done, undo, drop}) {
    const edited = JSON.parse(JSON.stringify(question));
    const tell = () => changed(edited), id = (name) => 'e-' + question.id + '-' + name;
    const labelled = (label, input, path) => el('label.field', {}, el('span', {}, label), input, fault_at(input, path));
    const row = el('li.asked.edit', {id: 'q-' + question.id, tabIndex: -1},
        el('div.asked-top', {}, el('h3', {}, t('sets.place', number(place, lang))), el('button.button.tight', {type: 'button', onclick: undo}, t('sets.undo'))),
        faults.filter((fault) => fault.path === '').map((fault) => fault.sentence).join(' ') ? el('p.problem', {role: 'alert'}, faults.filter((fault) => fault.path === '').map((fault) => fault.sentence).join(' ')) : null,
        both(t('sets.edit.text'), 'text', kLetters.text, edited, '/text', 2),
        answer_part(),
        both(t('sets.explanation'), 'explanation', kLetters.explanation, edited, '/explanation', 2),
        el('div.pair.short', {}, seconds(), level()),
        el('div.row.ends', {}, el('button.button.tight.drop', {type: 'button', onclick: drop}, icon('cross'), t('sets.drop_question')), el('button.button.tight.done', {type: 'button', onclick: done}, icon('check'), t('sets.done'))));
    if (!has_english(question)) plain();
    return row;

    // Where nothing is in English, its fields wait until they are asked for.
    function plain() {
        row.classList.add('plain');
        const more = el('button.button.tight', {type: 'button', onclick: () => {
            row.classList.remove('plain');
            more.remove();
            row.querySelector('.english textarea').focus();
        }}, icon('plus'), t('sets.edit.add_english'));
        row.insertBefore(more, row.lastChild);
    }

    // ------------------------------------------------------------ parts

    // What the kiosk said of this place, or of one within it; English has a field of its own.
    function fault_at(input, path) {
        const found = faults.filter((fault) => (fault.path === path || fault.path.startsWith(path + '/')) && (path.endsWith('/en') || !fault.path.endsWith('/en')));
        if (!found.length) return null;
        const problem = el('span.problem', {id: id('problem' + path.replace(/\//g, '-'))}, found.map((fault) => fault.sentence).join(' '));
        input.setAttribute('aria-invalid', 'true');
        input.setAttribute('aria-describedby', problem.id);
        return problem;
    }

    // A text in both languages: one field each, as high as its words.
    function both(label, field, letters, target, path, lines) {
        const make = (code) => {
            const fit = () => {
                input.style.height = 'auto';
                input.style.height = input.scrollHeight + input.offsetHeight - input.clientHeight + 'px';
            };
            const input = el('textarea.input', {value: one_of(target[field], code), maxLength: letters, autocomplete: 'off', lang: code, rows: lines, oninput: () => {
                const text = with_language(target[field], code, input.value.normalize('NFC').replace(/\s*\n\s*/g, ' '));
                if (!text && field === 'explanation') delete target[field];
                else target[field] = text;
                fit();
                tell();
            }});
            requestAnimationFrame(fit);
            return input;
        };
        const english = labelled(t('sets.edit.en', label), make('en'), path + '/en');
        english.classList.add('english');
        return el('div.pair', {}, labelled(t('sets.edit.vi', label), make('vi'), path), english);
    }

    function answer_part() {
        if (question.type === 'number') return number_part();
        if (question.type === 'text') {
            const input = el('input.input', {value: question.answer.join('; '), autocomplete: 'off', oninput: () => {
                edited.answer = input.value.split(';').map((text) => text.trim().normalize('NFC')).filter(Boolean);
                tell();
            }});
            return labelled(t('mend.texts'), input, '/answer');
        }
        if (question.type === 'boolean') {
            return el('fieldset', {}, el('legend', {}, t('sets.edit.answer')), el('div.row', {}, ...[true, false].map((value) => el('label.tick', {},
                el('input', {type: 'radio', name: id('answer'), checked: question.answer === value, onchange: () => { edited.answer = value; tell(); }}), el('span', {}, el('b', {}, t(value ? 'sets.true' : 'sets.false')))))));
        }
        return options_part();
    }

    function number_part() {
        const comma = (value) => (value === undefined ? '' : String(value).replace('.', lang === 'en' ? '.' : ','));
        const field = (name) => {
            const input = el('input.input.digits', {inputmode: 'decimal', autocomplete: 'off', value: comma(question[name]), oninput: () => {
                const value = parse_number(input.value, lang);
                // What is no number goes to the kiosk as it was typed, and it says so.
                if (!input.value.trim() && name === 'tolerance') delete edited.tolerance;
                else edited[name] = isNaN(value) ? input.value : value;
                tell();
            }});
            return input;
        };
        return el('div.pair.short', {}, labelled(t('mend.number'), field('answer'), '/answer'), question.closest ? null : labelled(t('mend.tolerance'), field('tolerance'), '/tolerance'));
    }

    function options_part() {
        const {type} = question, many = type === 'multiple', list = el('ol.edit-options', {});
        fill();
        return el('fieldset', {}, el('legend', {}, t(type === 'order' ? 'sets.edit.order' : type === 'poll' ? 'sets.edit.options' : 'sets.edit.right')), list);

        function fill(focus) {
            while (list.firstChild) list.firstChild.remove();
            const shown = type === 'order' ? edited.answer.map((one) => edited.options.find((option) => option.id === one)) : edited.options;
            shown.forEach((option, at) => {
                const i = edited.options.indexOf(option), letter = 'ABCDEFGH'[i] || String(i + 1);
                list.append(el('li', {}, type === 'order' ? up(at) : type === 'poll' ? el('b.letter.a' + i % 8, {'aria-hidden': 'true'}, letter) : pick(option, letter),
                    both(t('sets.edit.option', letter), 'text', kLetters.option, option, '/options/' + i + '/text', 1)));
            });
            const again = focus && document.getElementById(focus);
            if (again) again.focus();
        }
        function pick(option, letter) {
            const box = el('input', {type: many ? 'checkbox' : 'radio', name: id('answer'), checked: [].concat(edited.answer).includes(option.id), 'aria-label': t('sets.edit.is_right', letter), onchange: () => {
                edited.answer = many ? edited.options.map((one) => one.id).filter((one) => (one === option.id ? box.checked : edited.answer.includes(one))) : option.id;
                tell();
            }});
            return el('label.pick', {}, box, el('b.letter.a' + edited.options.indexOf(option) % 8, {'aria-hidden': 'true'}, letter));
        }
        function up(at) {
            return el('button.button.tight', {type: 'button', id: id('up' + at), disabled: at === 0, 'aria-label': t('mend.up') + ': ' + say(edited.options.find((option) => option.id === edited.answer[at]).text, lang), onclick: () => {
                const moved = edited.answer[at];
                edited.answer.splice(at, 1);
                edited.answer.splice(at - 1, 0, moved);
                tell();
                fill(id('up' + Math.max(1, at - 1)));
            }}, number(at + 1, lang) + ' ↑');
        }
    }

    function seconds() {
        const input = el('input.input.digits', {inputmode: 'numeric', autocomplete: 'off', maxLength: 4, value: question.seconds || '', placeholder: t('sets.edit.contest_time'), oninput: () => {
            const text = input.value.trim();
            if (!text) delete edited.seconds;
            else edited.seconds = /^\d+$/.test(text) ? Number(text) : text;
            tell();
        }});
        return labelled(t('sets.edit.seconds'), input, '/seconds');
    }
    function level() {
        const box = el('select.input', {onchange: () => { edited.difficulty = box.value; tell(); }},
            ...kLevels.map((one) => el('option', {value: one, selected: one === (question.difficulty || 'medium')}, t('sets.level.' + one))));
        return labelled(t('sets.level'), box, '/difficulty');
    }
}

function has_english(question) {
    return [question].concat(question.options || []).some((part) => one_of(part.text, 'en') || one_of(part.explanation, 'en'));
}

// "x" is Vietnamese; only {vi, en} has English.
function one_of(text, code) {
    if (!text) return '';
    return typeof text === 'string' ? (code === 'vi' ? text : '') : text[code] || '';
}
// The text with one language changed; '' where nothing is left. A plain string stays one while there is only Vietnamese.
function with_language(text, code, words) {
    if (typeof text !== 'object' || !text) {
        if (code === 'vi') return words;
        return words ? {vi: text || '', en: words} : text;
    }
    const changed = Object.assign({}, text, {[code]: words});
    if (!words && code !== 'vi') delete changed[code];
    return Object.keys(changed).some((one) => changed[one]) ? changed : '';
}
