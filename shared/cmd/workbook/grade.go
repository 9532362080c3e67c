package main

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"strings"

	"tcpworkbook/shared/course"
)

// A grade is what graders get of a check.
type grade struct {
	Passed  bool            `json:"passed"` // all that was asked for
	Results []course.Result `json:"results"`
	Errors  []string        `json:"errors,omitempty"` // "work/step03-parse-ipv4: it does not compile: …"
}

// gradeAll runs all scripts that were asked for.
func (c *check) gradeAll(ctx context.Context, asJSON bool, junit string) int {
	g := grade{Results: []course.Result{}}
	for _, part := range c.parts {
		results, err := c.run(ctx, part)
		g.Results = append(g.Results, results...)
		if errors.Is(err, context.Canceled) {
			return 130
		}
		if err != nil {
			g.Errors = append(g.Errors, part.step.Work()+": "+err.Error())
		}
	}
	_, failed := firstFailure(g.Results)
	g.Passed = !failed && len(g.Errors) == 0 && len(g.Results) > 0
	if err := g.write(asJSON, junit); err != nil {
		return fail(err)
	}
	if !asJSON {
		g.summary()
	}
	if !g.Passed {
		return 1
	}
	return 0
}

func (g grade) summary() {
	for _, r := range g.Results {
		fmt.Printf("%s  %s\n", r.Verdict, r.Script)
	}
	for _, e := range g.Errors {
		fmt.Println(e)
	}
}

func (g grade) write(asJSON bool, junit string) error {
	if asJSON {
		out := json.NewEncoder(os.Stdout)
		out.SetEscapeHTML(false)
		out.SetIndent("", "\t")
		if err := out.Encode(g); err != nil {
			return err
		}
	}
	if junit == "" {
		return nil
	}
	text, err := xml.MarshalIndent(g.junit(), "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(junit, append([]byte(xml.Header), append(text, '\n')...), 0o666)
}

// The elements of a JUnit report, as Jenkins, GitLab and GitHub's actions read it.
type (
	testSuite struct {
		XMLName  xml.Name   `xml:"testsuite"`
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Errors   int        `xml:"errors,attr"`
		Skipped  int        `xml:"skipped,attr"`
		Cases    []testCase `xml:"testcase"`
	}
	testCase struct {
		Class   string   `xml:"classname,attr"`
		Name    string   `xml:"name,attr"`
		Time    string   `xml:"time,attr,omitempty"`
		Failure *problem `xml:"failure"`
		Error   *problem `xml:"error"`
		Skipped *problem `xml:"skipped"`
	}
	problem struct {
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

func (g grade) junit() testSuite {
	s := testSuite{Name: "tcpworkbook", Tests: len(g.Results) + len(g.Errors), Errors: len(g.Errors)}
	for _, r := range g.Results {
		step, _, _ := strings.Cut(r.Milestone, ".")
		c := testCase{Class: "step" + step, Name: r.Script, Time: fmt.Sprintf("%.3f", r.Seconds)}
		switch r.Verdict {
		case course.Fail:
			s.Failures++
			c.Failure = &problem{Message: r.Milestone + " " + r.Title, Text: r.Story}
			if r.Name != "" {
				c.Failure.Message = r.Name
			}
		case course.Skip:
			s.Skipped++
			c.Skipped = &problem{Message: r.Why}
		}
		s.Cases = append(s.Cases, c)
	}
	for _, e := range g.Errors {
		where, what, _ := strings.Cut(e, ": ")
		message, _, _ := strings.Cut(what, "\n")
		s.Cases = append(s.Cases, testCase{Class: where, Name: "build", Error: &problem{Message: strings.TrimSuffix(message, ":"), Text: what}})
	}
	return s
}
