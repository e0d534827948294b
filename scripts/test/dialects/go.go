// Reads `P <hex pattern>` and `S <hex text>`, one a line; prints whether each text has a match, as 1 or 0. `!` for a pattern that is none.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"regexp"
	"strings"
)

func main() {
	var compiled *regexp.Regexp
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		kind, text, _ := strings.Cut(lines.Text(), " ")
		bytes, err := hex.DecodeString(text)
		if err != nil {
			panic(err)
		}
		if kind == "P" {
			if compiled, err = regexp.Compile(string(bytes)); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
			continue
		}
		switch {
		case compiled == nil:
			fmt.Fprintln(out, "!")
		case compiled.Match(bytes):
			fmt.Fprintln(out, 1)
		default:
			fmt.Fprintln(out, 0)
		}
	}
}
