package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"tcpworkbook/shared/course"
	"tcpworkbook/shared/lab"
)

const liveUsage = `usage: go tool workbook live [STEP] [FLAG…]

Runs your program in the lab, with each packet printed, and says what to type in
a second terminal. FLAGs are for the program. Ctrl-C ends it.

	go tool workbook live 3
`

func liveCommand(args []string) int {
	step := ""
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		step, args = args[0], args[1:]
	}
	p, err := here()
	if err != nil {
		return fail(err)
	}
	s, err := p.started(step)
	if err != nil {
		return misuse(err)
	}
	if err := lab.Available(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n\n%s", err, lab.Instead())
		return 1
	}
	program, err := p.buildProgram(context.Background(), s.Work())
	if err != nil {
		return explainError(err)
	}
	fmt.Printf("%s, in the lab. In other terminals:\n\n", s.Work())
	for _, command := range p.toType(s) {
		fmt.Printf("  %s\n", paint(bold, "go tool workbook lab "+command))
	}
	fmt.Print("\nCtrl-C ends it.\n\n")
	return runInLab(append([]string{program, "-trace"}, args...), lab.Options{}, false)
}

// buildProgram builds a step's program and returns its file.
func (p place) buildProgram(ctx context.Context, folder string) (string, error) {
	dir, err := p.checkDir()
	if err != nil {
		return "", err
	}
	program := filepath.Join(dir, strings.ReplaceAll(folder, "/", "-")+".exe")
	return program, p.compile(ctx, "build", "-buildvcs=false", "-o", program, "./"+folder)
}

var labLine = regexp.MustCompile(`(?m)^    go tool workbook lab (.* 192\.168\.0\.2\b.*|.*//192\.168\.0\.2/.*)$`)

// toType returns what the step's chapter runs in the lab against a program
// without flags.
func (p place) toType(s course.Standing) (commands []string) {
	text, err := os.ReadFile(filepath.Join(p.root, s.Folder, "README.md"))
	if err != nil {
		return []string{"ping 192.168.0.2"}
	}
	for _, line := range labLine.FindAllStringSubmatch(string(text), -1) {
		if !strings.HasPrefix(line[1], "go run") && !strings.Contains(line[1], "https:") {
			commands = append(commands, line[1])
		}
	}
	return commands
}
