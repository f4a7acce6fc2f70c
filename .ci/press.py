#!/usr/bin/env python3
"""Accuracy on the reports of train/data/press, which nothing is learnt from, by the scorer beside the checkout.

usage: .ci/press.py
"""
import glob, json, os, re, subprocess

from accuracy import scorer

ROLES = {'S': 'source', 'C': 'cue', 'Q': 'content'}


def read(marked):
    """The text without its brackets, and what they hold, by number and role, in bytes."""
    text, open_, parts = bytearray(), [], {}
    for piece in re.split(r'(\[\d+[SCQ] ?|\])', marked):
        if match := re.fullmatch(r'\[(\d+)([SCQ]) ?', piece):
            open_.append((int(match[1]), ROLES[match[2]], len(text)))
        elif piece == ']':
            number, role, start = open_.pop()
            parts.setdefault(number, {role: [] for role in ROLES.values()})[role].append([start, len(text)])
        else:
            text += piece.encode()
    assert not open_, f'a bracket is open in {marked[:80]!r}'
    attributions = [{'id': str(number), **roles} for number, roles in sorted(parts.items())]
    return text.decode(), [a for a in attributions if a['cue'] and a['content']]


def main():
    gold = []
    for path in sorted(glob.glob('train/data/press/*.txt')):
        with open(path, encoding='utf-8') as file:
            for number, piece in enumerate(re.split(r'(?m)^===\n', file.read())[1:], 1):
                text, attributions = read(piece.strip())
                gold.append({'id': f'{os.path.basename(path)}/{number}', 'text': text, 'attributions': attributions})
    subprocess.run(['cargo', 'build', '-q', '--release', '--example', 'jsonl'], check=True)
    lines = ''.join(json.dumps({'id': d['id'], 'text': d['text']}) + '\n' for d in gold)
    found = subprocess.run(['target/release/examples/jsonl'], input=lines, capture_output=True, text=True, check=True)
    predicted = {p['id']: p for p in map(json.loads, found.stdout.splitlines())}
    result = scorer().score_polnear([(d, predicted[d['id']]) for d in gold], 0)
    print(f'{len(gold)} reports, {sum(len(d["attributions"]) for d in gold)} attributions')
    for role in ROLES.values():
        print(f'  {role + ", exact spans":40} {result["exact_spans"][role]["f1"]:.3f}')
    whole = result['relations']['content_and_source']
    print(f'  {"content and source":40} {whole["f1"]:.3f} (precision {whole["p"]:.3f}, recall {whole["r"]:.3f})')
    print(f'  {"quoted spans with their source":40} {result["quoted_speaker"]["f1"]:.3f}')


if __name__ == '__main__':
    main()
