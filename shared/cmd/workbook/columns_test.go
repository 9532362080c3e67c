package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestColumns(t *testing.T) {
	const kernel = "0.000000 < 192.168.0.1 > 192.168.0.2 icmp echo request id 1744 seq 1 56b crc 44d07475"
	const ours = "192.168.0.1 -> 192.168.0.2 84b of protocol 1 (icmp) – größer als ein Blatt Papier, und noch mehr"
	for total, middle := range map[int]int{40: 38, 80: 38, 132: 64, 160: 78, 200: 78} {
		var b strings.Builder
		c := newColumns(&b, total)
		c.row(kernel, ours)
		c.row(ours, kernel)
		c.left("left")
		c.right("right")
		c.left("")
		lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
		for _, line := range lines {
			left, right, _ := strings.Cut(line, " │")
			if utf8.RuneCountInString(left) != middle || utf8.RuneCountInString(line) > max(80, min(total, 160)) {
				t.Errorf("%d wide: a line breaks the layout:\n%s", total, line)
			}
			if strings.TrimRight(right, " ") != right {
				t.Errorf("%d wide: %q ends in blanks", total, line)
			}
		}
		n := len(lines)
		if strings.Fields(lines[n-3])[0] != "left" || !strings.HasSuffix(lines[n-2], "│ right") || strings.TrimSpace(lines[n-1]) != "│" {
			t.Errorf("%d wide: the single sides are\n%s", total, strings.Join(lines[n-3:], "\n"))
		}
		if words := strings.Fields(strings.ReplaceAll(b.String(), "│", "")); len(words) != 2*len(strings.Fields(kernel+" "+ours))+2 {
			t.Errorf("%d wide: words are lost or cut:\n%s", total, b.String())
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		s     string
		width int
		want  string
	}{
		{"", 5, ""},
		{"a b c", 5, "a b c"},
		{"a b cd", 5, "a b\n  cd"},
		{"ä ö üü", 5, "ä ö\n  üü"},
		{"aa bb cc dd", 6, "aa bb\n  cc\n  dd"},
		{"toolong a b", 5, "toolong\n  a b"},
		{"a toolong b", 5, "a\n  toolong\n  b"},
		{"  a  b", 9, "  a  b"},
	} {
		if diff := cmp.Diff(test.want, wrap(test.s, test.width)); diff != "" {
			t.Errorf("%q: %s", test.s, diff)
		}
	}
}
