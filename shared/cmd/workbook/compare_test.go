package main

import (
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	words := []string{"check", "compare", "start", "stress", "hint"}
	for word, want := range map[string]string{
		"chekc": "check", "cehck": "check", "compaer": "compare", "stat": "start", "hnit": "hint", "help": "", "x": "", "": "",
	} {
		if got := nearest(word, words); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}

func TestDiffRows(t *testing.T) {
	show := func(rows []row) string {
		var b strings.Builder
		for _, r := range rows {
			b.WriteString(map[bool]string{true: r.left, false: "."}[r.hasLeft] + "|" + map[bool]string{true: r.right, false: "."}[r.hasRight] + " ")
		}
		return strings.TrimSpace(b.String())
	}
	for _, test := range []struct{ left, right, want string }{
		{"a x c", "a y c", "a|a x|y c|c"},
		{"a c", "a b c", "a|a .|b c|c"},
		{"a b c", "a c", "a|a b|. c|c"},
		{"a x1 x2 c", "a y c", "a|a x1|y x2|. c|c"},
		{"a x c", "a y1 y2 c", "a|a x|y1 .|y2 c|c"},
		{"x a y", "p a q", "x|p a|a y|q"},
	} {
		text := func(s string) string { return strings.ReplaceAll(s, " ", "\n") + "\n" }
		if got := show(diffRows(text(test.left), text(test.right))); got != test.want {
			t.Errorf("%s and %s: got %s, want %s", test.left, test.right, got, test.want)
		}
	}
}

// What goes to a file or a pipe has no colors; on a terminal each line of a
// failure has that of what it is.
func TestPaintStory(t *testing.T) {
	const story = "  with x\n\n  got       a\n  expected  b\n            ^ here\n\n  mistake one\n          two\n  rule    R\n"
	if got := paintStory(story); got != story {
		t.Errorf("got %q", got)
	}
	colored = true
	defer func() { colored = false }()
	const want = "  with x\n\n\x1b[31m  got       a\x1b[0m\n\x1b[32m  expected  b\x1b[0m\n\x1b[33m            ^ here\x1b[0m\n\n" +
		"\x1b[1m  mistake one\x1b[0m\n\x1b[1m          two\x1b[0m\n\x1b[2m  rule    R\x1b[0m\n"
	if got := paintStory(story); got != want {
		t.Errorf("got %q", got)
	}
}
