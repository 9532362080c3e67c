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
	fmt.Printf("%s, in the lab. In a second terminal:\n\n", s.Work())
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

var liveLine = regexp.MustCompile(`(?m)^(?:! )?live (?:-\S+(?: TERM| \d\S*)? )*([a-z].*)$`)

// toType returns what the kernel's side runs in the live scripts of a step: of
// each milestone the first thing that is no script of its own.
func (p place) toType(s course.Standing) (commands []string) {
	for _, m := range s.Milestones {
		text, err := os.ReadFile(strings.TrimSuffix(m.Script, ".txtar") + "-live.txtar")
		if err != nil {
			continue
		}
		for _, line := range liveLine.FindAllStringSubmatch(string(text), -1) {
			if !strings.HasPrefix(line[1], "sh ") {
				commands = append(commands, line[1])
				break
			}
		}
	}
	if len(commands) == 0 {
		return []string{"ping 192.168.0.2"}
	}
	return commands[len(commands)-1:]
}
