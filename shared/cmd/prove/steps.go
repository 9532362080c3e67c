package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A share is what an earlier step shares of the tests of step 6: those that do
// not speak of what it does not teach yet.
type share struct {
	step   string         // the folder
	tests  []string       // of the tests of step 6's core
	absent string         // a file that lets them compile; "" if they do as they are
	beyond *regexp.Regexp // the stories that the step cannot be told
}

const (
	core    = "step06-close/tcp"
	stories = core + "/testdata/stories"
)

var shares = []share{
	{step: "step04-handshake", tests: []string{"isn", "seq"}},
	{
		step: "step05-data", tests: []string{"isn", "ring", "rtt", "seq", "story", "storycalls", "wire"},
		absent: "shared/cmd/prove/testdata/step05-absent.go",
		beyond: regexp.MustCompile(`(?m)^(\S+ +)?(close|closeread|abort|unlisten|keepalive|usertimeout|icmp)\b|[<>] \d+ > \d+ +\w*F|rack|tailprobe|blackholes`),
	},
}

// steps runs those tests against the earlier steps.
func steps() error {
	for _, s := range shares {
		output, err := s.run()
		if err != nil {
			return fmt.Errorf("%s: %w", s.step, err)
		}
		fmt.Printf("%-18s %s: %s", s.step, strings.Join(s.tests, ", "), output)
	}
	return nil
}

func (s share) run() (output string, err error) {
	o, err := newOverlay("")
	if err != nil {
		return "", err
	}
	defer o.remove()
	folder := s.step + "/tcp/"
	for _, test := range s.tests {
		if err := o.addCopy(core+"/"+test+"_test.go", folder+test+"_test.go"); err != nil {
			return "", err
		}
	}
	args := []string{"-run", "."}
	if s.absent != "" {
		err = o.addCopy(s.absent, folder+"absent_test.go")
		untold, untoldErr := s.untold()
		if err := errors.Join(err, untoldErr); err != nil {
			return "", err
		}
		fmt.Printf("%s: not told %d stories\n", s.step, len(untold))
		args = []string{"-skip", "^TestStories$/^(" + strings.Join(untold, "|") + ")$"}
	}
	output, failed, err := o.goTest(append(args, "./"+folder)...)
	if failed != nil {
		return "", fmt.Errorf("%w\n%s", failed, output)
	}
	return output, err
}

// addCopy puts a file of the module in the place of another one.
func (o *overlay) addCopy(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return o.add(to, text)
}

// untold returns the names of the stories that the step cannot be told.
func (s share) untold() (names []string, err error) {
	files, err := filepath.Glob(stories + "/*.story")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(filepath.Base(file), ".story")
		if s.beyond.MatchString(name + "\n" + string(text)) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, err
}
