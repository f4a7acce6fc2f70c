#!/usr/bin/env python3
"""Accuracy on the texts of train/data/press and train/data/prose, by the scorer beside the checkout. The checked-in weights have learnt from
them: .ci/held-out measures on the half that weights have not seen.

usage: .ci/press.py [--half a|b]
"""
import argparse, glob, json, os, re, subprocess

from accuracy import scorer

FOLDERS = ['train/data/press', 'train/data/prose']
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
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--half', choices='ab')
    half, score, gold = options.parse_args().half, scorer(), []
    for path in sorted(path for folder in FOLDERS for path in glob.glob(f'{folder}/*.txt')):
        name = os.path.basename(path).removesuffix('.txt')
        with open(path, encoding='utf-8') as file:
            for number, piece in enumerate(re.split(r'(?m)^===\n', file.read())[1:], 1):
                text, attributions = read(piece.strip())
                if not half or score.half(f'{name}/{number}') == half:
                    gold.append({'id': f'{name}/{number}', 'text': text, 'attributions': attributions})
    subprocess.run(['cargo', 'build', '-q', '--release', '--example', 'jsonl'], check=True)
    lines = ''.join(json.dumps({'id': d['id'], 'text': d['text']}) + '\n' for d in gold)
    found = subprocess.run(['target/release/examples/jsonl'], input=lines, capture_output=True, text=True, check=True)
    predicted = {p['id']: p for p in map(json.loads, found.stdout.splitlines())}
    reports, quiet = [d for d in gold if d['attributions']], [d for d in gold if not d['attributions']]
    result = score.score_polnear([(d, predicted[d['id']]) for d in reports], 0)
    print(f'{len(reports)} texts, {sum(len(d["attributions"]) for d in reports)} attributions')
    for role in ROLES.values():
        print(f'  {role + ", exact spans":40} {result["exact_spans"][role]["f1"]:.3f}')
    whole = result['relations']['content_and_source']
    print(f'  {"content and source":40} {whole["f1"]:.3f} (precision {whole["p"]:.3f}, recall {whole["r"]:.3f})')
    print(f'  {"quoted spans with their source":40} {result["quoted_speaker"]["f1"]:.3f}')
    invented = sum(len(predicted[d['id']]['attributions']) for d in quiet)
    words = sum(len(d['text'].split()) for d in quiet)
    print(f'{len(quiet)} texts in which nobody reports anything, {words} words: {invented} statements invented')


if __name__ == '__main__':
    main()
