#!/usr/bin/env python3
"""The newswire article beside the checkout must come out entirely right: who says what, and who says nothing.

usage: .ci/seed.py

Reads the article at run time and asks the jsonl example; words that a test looks for are found in the text.
"""
import json, os, subprocess, sys

ARTICLE = os.path.join('..', 'shared', 'eval', 'data', 'seed-article.txt')
RUBIO = 'Marco Rubio'
FULL = 'U.S. Secretary of State Marco Rubio'

failures = []


def check(holds, what):
    if not holds:
        failures.append(what)


def main():
    with open(ARTICLE, encoding='utf-8') as f:
        text = f.read()
    line = json.dumps({'id': 'seed', 'text': text}).encode()
    command = ['target/release/examples/jsonl', '/dev/stdin']
    found = json.loads(subprocess.run(command, input=line, stdout=subprocess.PIPE, check=True).stdout)
    entities = {e['id']: e for e in found['entities']}
    attributions = found['attributions']

    def speaker(attribution):
        who = attribution and entities.get(attribution['speaker'])
        return who and who['name']

    def source(attribution):
        return attribution['source'] and attribution['source']['text']

    def content(attribution):
        return ' '.join(piece['text'] for piece in attribution['content'])

    def quote(word, nth=0):
        quotes = [q for q in found['quotes'] if q['inner']['text'].strip('.,').startswith(word)]
        check(len(quotes) > nth, f'no quotation {word} number {nth}')
        if len(quotes) <= nth:
            return {}, None
        return quotes[nth], next((a for a in attributions if a['id'] == quotes[nth]['attribution']), None)

    # Quotations.
    _, headline = quote('partner')
    check(speaker(headline) == RUBIO, 'headline: speaker')
    _, first = quote('partner', 1)
    check(speaker(first) == RUBIO and source(first) == FULL, 'first sentence: speaker and source')
    _, enlist = quote('enlist')
    check(enlist and source(enlist) == 'The strategy', 'enlist: source')
    check(speaker(enlist) and speaker(enlist) != RUBIO, 'enlist: speaker')
    states, said = quote('vassal states')
    check(states.get('kind') == 'scare' and said is None, 'vassal states: nobody')
    _, want = quote('We want to')
    check(speaker(want) == RUBIO and source(want) == 'he' and '(as we can)' in content(want), 'the quotation with he said')
    _, mexico = quote('They (Mexico)')
    check(speaker(mexico) == RUBIO, 'the quotation with no reporting clause')

    # Statements: each by words of its content, with its cue; nothing else is stated.
    quoted = [a['id'] for a in (headline, first, enlist, want, mexico) if a]
    stated = [a for a in attributions if a['id'] not in quoted]
    for words, cue in [('he was involved in', 'said'), ('the entire goal was', 'said'), ('those and other countries', 'suggested'),
                       ('are focused on stopping', 'repeatedly insisted')]:
        of = [a for a in stated if words in content(a)]
        check(len(of) == 1 and speaker(of[0]) == RUBIO and of[0]['cue']['text'].startswith(cue), f'statement: {words}')
        stated = [a for a in stated if a not in of]
        if of and words.startswith('are'):
            reach = content(of[0]).removeprefix('which').strip()
            check(reach.startswith(words) and reach.endswith('Maduro from power'), 'the relative clause: content')
    check(not stated, f'invented: {[content(a)[:40] for a in stated]}')

    # People: one entity for each, whatever it is called; nobody is spoken to.
    check(len([e for e in entities.values() if 'Rubio' in ' '.join([e['name'], *e['aliases']])]) == 1, 'one entity for Rubio')
    names = {name: [e['id'] for e in entities.values() if name in ' '.join([e['name'], *e['aliases']])] for name in ('Rubio', 'Trump', 'Maduro')}
    check(len({tuple(ids) for ids in names.values()}) == 3, f'three people: {names}')
    check(all(a['addressee'] is None for a in attributions), 'nobody is spoken to')

    for failure in failures:
        print(f'seed article: {failure}')
    sys.exit(bool(failures))


if __name__ == '__main__':
    main()
