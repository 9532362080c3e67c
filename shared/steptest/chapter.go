package steptest

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tcpworkbook/shared/course"
	"tcpworkbook/shared/lab"
)

// Chapter checks what the step's README.md shows against the real thing: Go
// listings (```go, after a comment <!-- from: FILE#NAME -->), what the program
// prints (```console, "$ go run ./stepNN-… FLAG…"), and what is seen live
// (```console live program, then ```console live kernel), where numbers that
// differ from run to run may differ. With WORKBOOK_UPDATE=1 all but what is
// live is updated.
// A block ```text after <!-- from: testdata/attack.txtar#flood.out --> is a file
// of a script, which proves it.
func Chapter(t *testing.T) {
	md, err := os.ReadFile("README.md")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("there is no chapter in this folder")
	}
	if err != nil {
		t.Fatal(err)
	}
	step, err := stepHere()
	if err != nil {
		t.Fatal(err)
	}
	root, err := course.Root()
	if err != nil {
		t.Fatal(err)
	}
	c := &chapter{T: t, root: root, program: stepProgram(step), md: string(md)}
	for i, b := range course.Blocks(c.md) {
		c.check(i, b)
	}
	if c.updated {
		if err := os.WriteFile("README.md", []byte(c.md), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

type chapter struct {
	*testing.T
	root, program string
	md            string
	updated       bool
	shown         course.Shown // by the latest "console live program"
}

func (c *chapter) check(i int, b course.Block) {
	switch b.Lang {
	case "go":
		want, err := course.Listing(".", b.From)
		if err != nil {
			c.Errorf("README.md:%d: %v", b.Line, err)
			return
		}
		c.compare(i, b, want)
	case "text":
		if b.From == "" {
			return
		}
		want, err := scriptFile(b.From)
		if err != nil {
			c.Errorf("README.md:%d: %v", b.Line, err)
			return
		}
		c.compare(i, b, want)
	case "console":
		if !strings.HasPrefix(b.Text, "$ ") {
			c.Errorf("README.md:%d: a block \"console\" begins with \"$ \" and a command", b.Line)
			return
		}
		c.compare(i, b, c.console(b))
	case "console live program":
		c.shown = first(b)
	case "console live kernel":
		c.live(b)
	}
}

// scriptFile returns a file of a script: "testdata/attack.txtar#flood.out".
func scriptFile(ref string) (string, error) {
	script, name, _ := strings.Cut(ref, "#")
	archive, err := txtar.ParseFile(filepath.FromSlash(script))
	if err != nil {
		return "", err
	}
	for _, f := range archive.Files {
		if f.Name == name {
			return string(f.Data), nil
		}
	}
	return "", fmt.Errorf("%s has no file %q", script, name)
}

// first returns the only command of a block.
func first(b course.Block) course.Shown { return append(b.Commands(), course.Shown{})[0] }

// compare says where the chapter shows something else than the real thing.
func (c *chapter) compare(i int, b course.Block, want string) {
	if b.Text == want {
		return
	}
	if os.Getenv("WORKBOOK_UPDATE") != "" {
		c.md = course.Replace(c.md, course.Blocks(c.md)[i], want)
		c.updated = true
		return
	}
	c.Errorf("README.md:%d shows something else than the real thing:\n%s", b.Line, ladder(printoutOf(b.Text), want))
}

// console runs the commands of a block that are this step's program, and
// returns the block as it should be. What go tool workbook prints is checked
// by that command's own tests.
func (c *chapter) console(b course.Block) string {
	var out strings.Builder
	for _, s := range b.Commands() {
		fmt.Fprintf(&out, "$ %s\n", s.Command)
		args, ok := c.arguments(s.Command)
		if !ok {
			if !strings.HasPrefix(s.Command, "go tool workbook") {
				c.Errorf("README.md:%d: nobody checks what %q prints", b.Line, s.Command)
			}
			out.WriteString(s.Output)
			continue
		}
		cmd := exec.Command(c.program, args...)
		cmd.Dir = c.root
		cmd.Env = append(os.Environ(), quickExit)
		printed, err := cmd.CombinedOutput()
		out.Write(printed)
		if exit := new(exec.ExitError); errors.As(err, &exit) {
			fmt.Fprintf(&out, "exit status %d\n", exit.ExitCode())
		}
	}
	return out.String()
}

// arguments returns what stands behind "go run ./step03-parse-ipv4".
func (c *chapter) arguments(command string) ([]string, bool) {
	words := strings.Fields(command)
	if len(words) < 3 || words[0] != "go" || words[1] != "run" || !strings.HasPrefix(words[2], "./"+c.program+"-") {
		return nil, false
	}
	return words[3:], true
}

// live runs the program and, on the kernel's side, the block's command, and
// compares both with what the chapter shows.
func (c *chapter) live(b course.Block) {
	kernel := first(b)
	l := &liveRun{program: c.program, command: strings.Fields(kernel.Command), limit: patience}
	var ok bool
	if l.flags, ok = c.arguments(strings.TrimPrefix(c.shown.Command, "go tool workbook lab ")); !ok || len(l.command) == 0 {
		c.Fatalf("README.md:%d: want a command, and before it a block \"console live program\" with \"$ go run ./%s-…\"", b.Line, c.program)
	}
	Uncached(c.root)
	if err := lab.Available(); err != nil {
		if liveRequired() {
			c.Fatalf("README.md:%d: WORKBOOK_LIVE=require, but there is no lab: %v", b.Line, err)
		}
		c.Logf("README.md:%d is not compared: %v", b.Line, err)
		return
	}
	// A program that prints what to type needs a device that is new.
	l.bare = strings.Contains(c.shown.Output, "sudo ip ")
	out, errout, _, err := l.open(os.Getenv("PATH"))
	if err != nil {
		c.Errorf("README.md:%d: %v", b.Line, err)
		return
	}
	if got, want := blur(c.shown.Output), blur(out); got != want {
		c.Errorf("README.md:%d: before it, the program shows something else than the real one:\n%s", b.Line, ladder(printoutOf(got), want))
	}
	if got, want := blur(kernel.Output), blur(errout); got != want {
		c.Errorf("README.md:%d shows something else than the real thing:\n%s", b.Line, ladder(printoutOf(got), want))
	}
}

var (
	varying = regexp.MustCompile(`\b(id|crc) [0-9a-f]+|\d+\.\d+ ms|\d+ms|^\d+\.\d{6}|[0-9.]+(/[0-9.]+)+ ms`)
	bytesOf = regexp.MustCompile(`(45 00 [0-9a-f]{2} [0-9a-f]{2})( [0-9a-f]{2}){8}`)
)

// blur replaces what differs from run to run.
func blur(s string) string {
	var b bytes.Buffer
	for line := range strings.Lines(s) {
		line = varying.ReplaceAllString(strings.TrimRight(line, "\n"), "*")
		b.WriteString(bytesOf.ReplaceAllString(line, "$1 *") + "\n")
	}
	return b.String()
}
