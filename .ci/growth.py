#!/usr/bin/env python3
"""Instructions a byte on growing texts, counted by callgrind: from n to 16 n they may not grow by more than a tenth.

usage: .ci/growth.py [--bytes N] [TEXT…]     N is n (default 65536); TEXT names some of the texts of benches/growth.rs.
Wants valgrind. The exit status is 1 where a text grows.
"""
import argparse, os, re, subprocess, sys

MOST = 1.1


def executable():
    built = subprocess.run(['cargo', 'bench', '--no-run', '--bench', 'growth'], capture_output=True, text=True)
    found = re.search(r'Executable .*\((.*growth-[0-9a-f]+)\)', built.stderr)
    if not found:
        sys.exit(built.stderr)
    return found[1]


def instructions(program, text, size):
    run = subprocess.run(
        ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null', '--toggle-collect=growth::counted', program],
        env={**os.environ, 'INQUIT_COUNT': f'{text}/{size}'}, capture_output=True, text=True)
    counted = re.search(r'Collected : (\d+)', run.stderr)
    real = re.match(r'(\d+) bytes', run.stdout)
    if not counted or not real:
        sys.exit(run.stderr)
    return int(counted[1]) / int(real[1])


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--bytes', type=int, default=65536)
    options.add_argument('texts', nargs='*', metavar='TEXT')
    o = options.parse_args()
    program = executable()
    names = o.texts or subprocess.run([program], env={**os.environ, 'INQUIT_COUNT': 'list'}, capture_output=True,
                                      text=True, check=True).stdout.splitlines()
    print('| 16 n to n | instructions a byte, n | 16 n | text |\n| ---: | ---: | ---: | --- |')
    grown = False
    for name in names:
        small, large = (instructions(program, name, size) for size in (o.bytes, 16 * o.bytes))
        grown |= large > MOST * small
        print(f'| {large / small:.2f} | {small:.0f} | {large:.0f} | {name} |', flush=True)
    sys.exit(grown)


if __name__ == '__main__':
    main()
