package steptest

import "strings"

// A printout is what a program printed, line by line, as it is compared.
type printout []outLine

type outLine struct {
	number int    // of the line as it was printed
	whole  string // as it was printed
	text   string // as it is compared
	open   bool   // it is left out of that
	place  int    // what it is sorted by
}

// printoutOf returns output that is compared as it is.
func printoutOf(out string) (all printout) {
	for i, line := range lines(out) {
		all = append(all, outLine{number: i, whole: line, text: line, place: 2 * i})
	}
	return all
}

// compared returns the lines that are compared.
func (o printout) compared() (all printout) {
	for _, l := range o {
		if !l.open {
			all = append(all, l)
		}
	}
	return all
}

// texts returns the lines that are compared, as they are.
func (o printout) texts() (all []string) {
	for _, l := range o.compared() {
		all = append(all, l.text)
	}
	return all
}

// wholes returns the lines that are compared, whole.
func (o printout) wholes() (all []string) {
	for _, l := range o.compared() {
		all = append(all, l.whole)
	}
	return all
}

func (o printout) String() string {
	var b strings.Builder
	for _, text := range o.texts() {
		b.WriteString(text + "\n")
	}
	return b.String()
}
