package main

import (
	"os"
	"regexp"
	"strings"

	"golang.org/x/term"
)

// A color is what a terminal makes of it.
type color string

const (
	red    color = "31"
	green  color = "32"
	yellow color = "33"
	cyan   color = "36"
	bold   color = "1"
	faint  color = "2"
)

// colorVar makes this tool print colors for itself: watch shows what others print.
const colorVar = "WORKBOOK_COLOR"

// colored says whether to print colors: only on a terminal, and not where
// NO_COLOR asks for none (no-color.org).
var colored = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" &&
	(term.IsTerminal(int(os.Stdout.Fd())) || os.Getenv(colorVar) == "always")

// paint colors s, on a terminal.
func paint(c color, s string) string {
	if !colored || s == "" {
		return s
	}
	return "\x1b[" + string(c) + "m" + s + "\x1b[0m"
}

// storyColors tell what the lines of a failure are, by their beginnings.
var storyColors = []struct {
	line  *regexp.Regexp
	color color
}{
	{regexp.MustCompile(`^  (got|too much|too early|too late) `), red},
	{regexp.MustCompile(`^  (expected|missing|before|after) `), green},
	{regexp.MustCompile(`^ *(\^ here|here(: .*)? \^$)`), yellow},
	{regexp.MustCompile(`^  mistake `), bold},
	{regexp.MustCompile(`^  open    `), yellow},
	{regexp.MustCompile(`^  (rule|hint|script) `), faint},
	{regexp.MustCompile(`^            … \d+ lines? as expected`), faint},
}

// paintStory colors what a failed script says.
func paintStory(story string) string {
	if !colored {
		return story
	}
	var b strings.Builder
	mistake := false // the lines of the mistake's name are one
	for line := range strings.Lines(story) {
		line = strings.TrimSuffix(line, "\n")
		mistake = strings.HasPrefix(line, "  mistake ") || mistake && strings.HasPrefix(line, "          ")
		c := color("")
		if mistake {
			c = bold
		}
		for _, s := range storyColors {
			if s.line.MatchString(line) {
				c = s.color
				break
			}
		}
		if c != "" {
			line = paint(c, line)
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}
