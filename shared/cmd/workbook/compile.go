package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strings"

	"tcpworkbook/shared/course"
)

// A buildError is what the compiler says, and what may help.
type buildError struct{ text string }

func (e *buildError) Error() string { return "it does not compile:\n" + e.text }

// compile runs go test -c or go build in the book's folder.
func (p place) compile(ctx context.Context, args ...string) error {
	defer progress("compiling; the first time that takes a minute …")()
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = p.root
	out, err := cmd.CombinedOutput()
	switch exit := new(exec.ExitError); {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &exit):
		said := packageHead.ReplaceAllString(string(out), "")
		return &buildError{said + p.advice(said)}
	case err != nil:
		return fmt.Errorf("go %s: %w", args[0], err)
	}
	return nil
}

var (
	packageHead   = regexp.MustCompile(`(?m)^# .*\n`)
	undefinedName = regexp.MustCompile(`(?m)^work/([^/\n]+)/(\S+\.go):\d+:\d+: undefined: (\w+)$`)
)

// advice says which imports are missing: a skeleton has none that only emptied
// functions need.
func (p place) advice(said string) string {
	var lines []string
	told := make(map[string]bool)
	for _, m := range undefinedName.FindAllStringSubmatch(strings.ReplaceAll(said, `\`, "/"), -1) {
		folder, file, name := m[1], m[2], m[3]
		line, ok := course.ImportOf(p.root, folder, file, name)
		if !ok || told[file+name] {
			continue
		}
		told[file+name] = true
		lines = append(lines, fmt.Sprintf("%s is a package: work/%s/%s wants import %s\n", name, folder, file, line))
	}
	if len(lines) == 0 {
		return ""
	}
	return "\n" + strings.Join(lines, "")
}
