package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// evidence is where step 6 keeps what was measured of the stack.
const evidence = "../step06-close/tcp/testdata/evidence"

var figures = regexp.MustCompile(`<!-- evidence: (\S+) -->\n\n((?:\|.*\n)+)`)

// The figures in the chapter's tables are those that were measured, rounded.
func TestChapterFigures(t *testing.T) {
	chapters, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, name := range chapters {
		md, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range figures.FindAllStringSubmatch(string(md), -1) {
			measured := readFigures(t, filepath.Join(evidence, m[1]))
			lines := strings.Split(strings.TrimSpace(m[2]), "\n")
			columns := cells(lines[0])
			for _, line := range lines[2:] {
				row := cells(line)
				for i, figure := range row[1:] {
					key := row[0] + " " + columns[i+1]
					if want, ok := measured[key]; !ok || figure != rounded(want, figure) {
						t.Errorf("%s says of %s in %s: %q, and %q was measured", name, key, m[1], figure, want)
					}
					shown++
				}
			}
		}
	}
	if shown == 0 {
		t.Error("no chapter shows a table after <!-- evidence: FILE -->")
	}
}

// readFigures returns what a file of evidence holds, by row and column: "0.1 SACK".
func readFigures(t *testing.T, name string) map[string]string {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	measured := make(map[string]string)
	var columns []string
	for line := range strings.Lines(string(text)) {
		row := strings.Fields(line)
		if filepath.Ext(name) == ".csv" {
			row = strings.Split(strings.TrimSpace(line), ",")
		}
		switch {
		case row[0] == "#":
		case columns == nil:
			columns = row
		default:
			for i, figure := range row[1:] {
				measured[row[0]+" "+columns[i+1]] = figure
			}
		}
	}
	return measured
}

// cells returns what stands in a row of a table in Markdown.
func cells(line string) (all []string) {
	for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
		all = append(all, strings.TrimSpace(cell))
	}
	return all
}

// rounded returns a figure with as many decimals as another has.
func rounded(figure, like string) string {
	_, decimals, _ := strings.Cut(like, ".")
	f, err := strconv.ParseFloat(figure, 64)
	if err != nil {
		return figure
	}
	return strconv.FormatFloat(f, 'f', len(decimals), 64)
}
