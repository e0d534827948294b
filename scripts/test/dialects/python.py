# Reads `P <hex pattern>` and `S <hex text>`, one a line; prints whether each text has a match, as 1 or 0. `!` for a pattern that is none.
import re
import sys

compiled = None
for line in sys.stdin:
    kind, _, text = line.rstrip("\n").partition(" ")
    text = bytes.fromhex(text).decode("utf-8")
    if kind == "P":
        try:
            compiled = re.compile(text)
        except re.error as error:
            compiled = None
            print(f"{text}: {error}", file=sys.stderr)
    else:
        print("!" if compiled is None else 1 if compiled.search(text) else 0)
