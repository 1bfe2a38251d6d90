"""Banks of 20,000 questions, checked and imported: seconds and memory of each run. `tests/load/run banks` calls it.

    banks.py KIOSK CONTENT FOLDER      the banks are made of our own questions and written into FOLDER
"""

import json
import os
import subprocess
import sys
import time

KIOSK, CONTENT, FOLDER = sys.argv[1:]
QUESTIONS = 20_000


def long_bank(few, one_language):
    questions = []
    for i in range(QUESTIONS):
        question = json.loads(json.dumps(few['questions'][i % len(few['questions'])]))
        question['id'] = f'q{i}'
        question['text'] = {lang: f'{text[:150]} ({i})' for lang, text in question['text'].items()}
        if one_language:
            question.pop('source', None)
            for part in [question, *question.get('options', [])]:
                for key in ('text', 'explanation'):
                    if isinstance(part.get(key), dict):
                        part[key] = part[key]['vi']
        questions.append(question)
    return {**few, 'questions': questions}


def measure(what, *words):
    for _ in range(3):
        begin = time.monotonic()
        child = subprocess.Popen([KIOSK, *words], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        print(f'{what}: {time.monotonic() - begin:.2f} s, {usage.ru_maxrss / 1024:.0f} MB'
              + ('' if status == 0 else ' (FAILED)'), flush=True)


def write_bank(path, one_language):
    if pid := os.fork():  # a child counts the memory of its parent as its own: this one must stay small
        os.waitpid(pid, 0)
        return
    with open(f'{CONTENT}/banks/an-toan-so.json', encoding='utf8') as file:
        ours = json.load(file)
    with open(path, 'w', encoding='utf8') as out:
        json.dump(long_bank(ours, one_language), out, ensure_ascii=False, separators=(',', ':'))
    os._exit(0)


for name, one_language in (('two languages', False), ('Vietnamese only', True)):
    path = f'{FOLDER}/{name}.json'
    write_bank(path, one_language)
    size = os.path.getsize(path) / 1e6
    measure(f'check {QUESTIONS} questions, {name}, {size:.0f} MB', 'check', path)
    measure(f'import {QUESTIONS} questions, {name}', 'import', path)
measure('check content', 'check', CONTENT)
