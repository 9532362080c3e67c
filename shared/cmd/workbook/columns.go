package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/term"
)

// Columns shows two sides of a story side by side, in the order in which
// things happen.
type columns struct {
	w     io.Writer
	width int // of one column, in characters
	mu    sync.Mutex
}

// newColumns fits two columns into total characters, or those of the nearest
// width in which they can be read.
func newColumns(w io.Writer, total int) *columns {
	total = min(max(total, 80), 160)
	return &columns{w: w, width: (total - 3) / 2}
}

// terminalWidth returns the terminal's width in characters, or 132 where there
// is no terminal.
func terminalWidth() int {
	width, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		return 132
	}
	return width
}

func (c *columns) left(line string)  { c.row(line, "") }
func (c *columns) right(line string) { c.row("", line) }

// row prints a line on each side, wrapped to the columns' width.
func (c *columns) row(left, right string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l, r := strings.Split(wrap(left, c.width), "\n"), strings.Split(wrap(right, c.width), "\n")
	for i := range max(len(l), len(r)) {
		fmt.Fprintln(c.w, strings.TrimRight(pad(at(l, i), c.width)+" │ "+at(r, i), " "))
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}

// wrap breaks s at blanks into lines of at most width characters; a word that
// is longer gets a line of its own.
func wrap(s string, width int) string {
	var b strings.Builder
	col := 0
	for i, word := range strings.Split(s, " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case col+1+n > width:
			b.WriteString("\n  ")
			col = 2
		default:
			b.WriteString(" ")
			col++
		}
		b.WriteString(word)
		col += n
	}
	return b.String()
}
