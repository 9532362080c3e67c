package trace

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// words reads a line word by word. After the first thing that is wrong nothing more is read.
type words struct {
	left []string
	err  error // the first thing that is wrong
}

// split cuts a packet's text at its spaces, but not inside "…" and <…>.
func split(s string) words {
	var w words
	for s = strings.TrimSpace(s); s != "" && w.err == nil; s = strings.TrimSpace(s) {
		end := strings.IndexAny(s+" ", " \t")
		switch s[0] {
		case '"':
			quoted, err := strconv.QuotedPrefix(s)
			if err != nil {
				w.fail("want a quoted string as in Go, got %s", s)
				return w
			}
			end = len(quoted)
		case '<':
			end = strings.IndexByte(s, '>') + 1
			if end == 0 {
				w.fail(`want ">" after the options, got %q`, s)
				return w
			}
		}
		w.left = append(w.left, s[:end])
		s = s[end:]
	}
	return w
}

func (w *words) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
	w.left = nil
}

// next returns the next word; what says in an error what was expected.
func (w *words) next(what string) string {
	if len(w.left) == 0 {
		w.fail("want %s, got the end", what)
		return ""
	}
	word := w.left[0]
	w.left = w.left[1:]
	return word
}

// take reads the next word if it is the given one.
func (w *words) take(word string) bool {
	if len(w.left) == 0 || w.left[0] != word {
		return false
	}
	w.left = w.left[1:]
	return true
}

// must reads a word that has to be there.
func (w *words) must(word string) {
	if !w.take(word) {
		w.fail("want %q, got %s", word, w.rest())
	}
}

// end makes sure that nothing is left.
func (w *words) end() {
	if len(w.left) > 0 {
		w.fail("want nothing more here, got %s", w.rest())
	}
}

// rest gives the next word for an error.
func (w *words) rest() string {
	if len(w.left) == 0 {
		return "the end"
	}
	return strconv.Quote(w.left[0])
}

// begins reports whether the next word begins with prefix.
func (w *words) begins(prefix string) bool {
	return len(w.left) > 0 && strings.HasPrefix(w.left[0], prefix)
}

// number reads a decimal number of so many bits.
func (w *words) number(name string, bits int) uint32 {
	what := fmt.Sprintf("%s as a number up to %d", name, uint64(1)<<bits-1)
	word := w.next(what)
	n, err := strconv.ParseUint(word, 10, bits)
	if err != nil {
		w.fail("want %s, got %q", what, word)
	}
	return uint32(n)
}

// counts reports whether the next word is a count of bytes.
func (w *words) counts() bool {
	return len(w.left) > 0 && strings.Trim(w.left[0], "0123456789") == "b"
}

// size reads a count of bytes, such as 36b.
func (w *words) size() int {
	word := w.next("a count of bytes such as 36b")
	digits, ok := strings.CutSuffix(word, "b")
	n, err := strconv.ParseUint(digits, 10, countBits)
	if err != nil || !ok {
		w.fail("want a count of bytes such as 36b, got %q", word)
	}
	return int(n)
}

// word32 reads a number of exactly eight hex digits.
func (w *words) word32(name, prefix string) uint32 {
	what := fmt.Sprintf("%s as %seight hex digits", name, prefix)
	word := w.next(what)
	digits, ok := strings.CutPrefix(word, prefix)
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || !ok || len(digits) != 8 {
		w.fail("want %s, got %q", what, word)
	}
	return uint32(n)
}

// hex reads bytes in hex.
func (w *words) hex(name string) []byte {
	word := w.next(name + " in hex")
	b, err := hex.DecodeString(word)
	if err != nil {
		w.fail("want %s in hex, got %q", name, word)
	}
	return b
}

// countBits bounds the counts of bytes in a line: 1 MiB, far beyond any IP packet.
const countBits = 20
