"""Runs programs: for each path on standard input one, and says on standard output what went wrong with it."""

import contextlib
import io
import json
import sys


def run(path):
    with open(path, encoding="utf-8") as file:
        program = compile(file.read(), path, "exec")
    with contextlib.redirect_stdout(io.StringIO()):
        exec(program, {"__name__": "__main__"})


for line in sys.stdin:
    try:
        run(line.strip())
        print(json.dumps(""), flush=True)
    except Exception as error:  # Whatever it is, it is what a user of the SDK would see.
        print(json.dumps(f"{type(error).__name__}: {error}"), flush=True)
