package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"tcpworkbook/shared/course"
	"tcpworkbook/shared/steptest"
)

// debug opens the learner's program in a debugger, at the packet with which
// the first script fails.
func (c *check) debug(ctx context.Context) int {
	dlv, err := exec.LookPath("dlv")
	if err != nil {
		return fail(fmt.Errorf("dlv is not here: go install github.com/go-delve/delve/cmd/dlv@latest"))
	}
	c.quick = true
	for _, part := range c.parts {
		results, err := c.run(ctx, part)
		if err != nil {
			return explainError(err)
		}
		if r, failed := firstFailure(results); failed {
			return c.debugFailure(dlv, part, r)
		}
	}
	fmt.Println("All of it passes: there is nothing to debug.")
	return 0
}

func (c *check) debugFailure(dlv string, part part, r course.Result) int {
	if r.Replay == "" {
		return fail(fmt.Errorf("%s fails without a packet, so there is none to stop at; go test -run and dlv test may help", r.Script))
	}
	input, err := c.input(part.step, r)
	if err != nil {
		return fail(err)
	}
	script, err := c.debugScript(r.Packet)
	if err != nil {
		return fail(err)
	}
	fmt.Printf("%s fails at packet %d.\ndlv stops when your program has read it: next, step, print packet, exit.\n\n", r.Script, r.Packet)
	args := []string{"debug", "--init", script, "./" + part.step.Work(), "--", "-trace", "-replay", input}
	cmd := exec.Command(dlv, append(args, strings.Fields(r.Flags)...)...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = c.root, os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fail(err)
	}
	return 0
}

// input returns the file that was replayed: a capture, or one out of the script.
func (c *check) input(step course.Standing, r course.Result) (string, error) {
	if strings.HasPrefix(r.Replay, "captures/") {
		return filepath.Join(c.root, "testdata", filepath.FromSlash(r.Replay)), nil
	}
	script := filepath.Join(c.root, step.Work(), steptest.Duels, r.Script+".txtar")
	if m, _, err := c.milestone(r.Milestone); err == nil {
		script = m.Script
	}
	a, err := txtar.ParseFile(script)
	if err != nil {
		return "", err
	}
	for _, f := range a.Files {
		if f.Name == r.Replay {
			file := filepath.Join(c.root, ".workbook", "check", f.Name)
			return file, os.WriteFile(file, f.Data, 0o666)
		}
	}
	return "", fmt.Errorf("%s is not in %s", r.Replay, script)
}

// debugScript tells dlv to stop where the learner's program has read packet n.
func (c *check) debugScript(n int) (string, error) {
	file := filepath.Join(c.root, ".workbook", "check", "dlv.init")
	text := fmt.Sprintf("break failing tcpworkbook/shared/nic.(*traced).ReadPacket\ncondition -hitcount failing == %d\ncontinue\nstepout\n", max(n, 1))
	return file, os.WriteFile(file, []byte(text), 0o666)
}
