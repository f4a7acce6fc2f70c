#!/usr/bin/env python3
"""Accuracy on the corpora beside the checkout: every figure, and floors that none may fall below.

usage: .ci/accuracy.py [--half a|b] [--floors FILE.json] [--write FILE.json] [--errors CORPUS N]

Runs the jsonl example and ../shared/eval/score.py. The scorer stops at a gold addressee that is not in its novel's
cast; such addressees are left out of the gold here, and nothing else is.
"""
import argparse, importlib.util, json, os, subprocess, sys

SHARED = os.path.join('..', 'shared', 'eval')
ROLES = ['source', 'cue', 'content']
RUNS = {
    'news-polnear': ['quoted_speaker/f1', 'unattributed_kept_bare', *[f'exact_spans/{role}/f1' for role in ROLES],
                     'relations/content/f1', 'relations/content_and_source/f1',
                     *[f'relations/recall_by_kind/{kind}/content_and_source' for kind in ('direct', 'mixed', 'indirect')]],
    'fiction-pdnc --cast': ['detection/f1', *[f'closed_cast_accuracy/{t}' for t in ('All', 'Explicit', 'Anaphoric', 'Implicit')],
                            'without_minor_characters/closed', 'addressee_accuracy'],
    'fiction-pdnc': [f'open_cast_accuracy/{t}' for t in ('All', 'Explicit', 'Anaphoric', 'Implicit')],
    'fiction-litbank': ['detection/f1', 'accuracy', 'b_cubed/f1'],
}
SCORES = {'attributions': 'score_polnear', 'clusters': 'score_litbank', 'cast': 'score_pdnc'}


def scorer():
    spec = importlib.util.spec_from_file_location('score', os.path.join(SHARED, 'score.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_of(score, path, half):
    documents = [d for d in score.load(path) if not half or score.half(d['id']) == half]
    for document in documents:
        known = {member['id'] for member in document.get('cast', [])}
        for quote in document.get('quotes', []) if known else []:
            quote['addressees'] = [a for a in quote.get('addressees') or [] if a in known]
    return documents


def measure(score, run, half, errors):
    name, *cast = run.split()
    gold, tag = os.path.join(SHARED, 'data', f'{name}.jsonl.gz'), name + ''.join(cast)
    given, found = f'target/eval/{tag}.in.jsonl', f'target/eval/{tag}.out.jsonl'
    with open(given, 'wb') as f:
        subprocess.run([sys.executable, os.path.join(SHARED, 'inputs.py'), gold, *cast], stdout=f, check=True)
    with open(found, 'wb') as f:
        subprocess.run(['target/release/examples/jsonl', given], stdout=f, check=True)
    predicted = {p['id']: p for p in score.load(found)}
    pairs = [(g, predicted[g['id']]) for g in gold_of(score, gold, half)]
    how = next(SCORES[key] for key in SCORES if key in pairs[0][0])
    return getattr(score, how)(pairs, errors)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--half', choices='ab')
    options.add_argument('--floors')
    options.add_argument('--write')
    options.add_argument('--errors', nargs=2, metavar=('CORPUS', 'N'), default=('', 0))
    o = options.parse_args()
    subprocess.run(['cargo', 'build', '-q', '--release', '--example', 'jsonl'], check=True)
    os.makedirs('target/eval', exist_ok=True)
    score, board = scorer(), {}
    for run, figures in RUNS.items():
        if o.errors[0] and run != o.errors[0]:
            continue
        result = measure(score, run, o.half, int(o.errors[1]))
        print(run)
        for figure in figures:
            value = result
            for key in figure.split('/'):
                value = value[key]
            board[f'{run}: {figure}'] = round(value or 0.0, 4)
            print(f'  {figure:58} {value or 0.0:.3f}')
    if o.write:
        with open(o.write, 'w') as f:
            json.dump(board, f, indent=1)
            f.write('\n')
    if o.floors:
        with open(o.floors) as f:
            low = [(figure, floor) for figure, floor in json.load(f).items() if board.get(figure, 0.0) < floor]
        for figure, floor in low:
            print(f'below its floor: {figure} {board.get(figure, 0.0):.4f} < {floor}')
        sys.exit(bool(low))


if __name__ == '__main__':
    main()
