package lab

import (
	"context"
	"os/exec"
	"runtime"
	"time"
)

// A Finding is what the doctor says about one thing.
type Finding struct {
	Name string
	Mark Mark
	Says string
	Cure string // what to do about it; empty when nothing is to be done
}

// A Mark says how bad a finding is.
type Mark string

// A problem stands in the way of live work; a note is only good to know.
const (
	OK      Mark = "ok"
	Note    Mark = "note"
	Problem Mark = "problem"
)

// A check looks at one thing on a machine.
type check struct {
	name  string
	look  func(host) Finding
	linux bool // means nothing elsewhere
}

// checks are in the order in which their cures are best tried.
var checks = []check{
	{"system", host.system, false},
	{"container", host.container, true},
	{"go", host.goTool, false},
	{"tools", host.tools, true},
	{"/dev/net/tun", host.tun, true},
	{"namespaces", host.namespaces, true},
	{"setcap", host.setcap, true},
}

// Examine makes every check, then opens a lab. That is the last finding: live work
// is possible unless it is a problem; if it is a note, see [Instead].
func Examine(ctx context.Context) []Finding {
	findings := thisHost().examine()
	f := try(ctx)
	f.Name = "lab"
	return append(findings, f)
}

// examine makes every check that has a meaning on this system.
func (h host) examine() []Finding {
	var findings []Finding
	for _, c := range checks {
		if h.goos != "linux" && c.linux {
			continue
		}
		f := c.look(h)
		f.Name = c.name
		findings = append(findings, f)
	}
	return findings
}

// obstacle returns the first problem as an error, or nil.
func (h host) obstacle() error {
	for _, f := range h.examine() {
		if f.Mark == Problem {
			return &UnavailableError{Reason: f.Says, Cure: f.Cure}
		}
	}
	return nil
}

// byHand says how bad it is to have no lab: macOS never has one, but sudo will do.
func byHand(goos string) Mark {
	if goos == "darwin" {
		return Note
	}
	return Problem
}

// try opens a private lab and pings the kernel in it.
func try(ctx context.Context) Finding {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	l, err := Open(ctx, Options{})
	if err != nil {
		return Finding{Mark: byHand(runtime.GOOS), Says: err.Error()}
	}
	defer l.Close()
	if _, err := exec.LookPath("ping"); err != nil {
		return Finding{Mark: OK, Says: "opens; not pinged, for there is no ping"}
	}
	out, err := l.Command(ctx, "ping", "-c", "1", "-W", "2", "192.168.0.1").CombinedOutput()
	if err != nil {
		return Finding{Mark: Problem, Says: "opens, but 192.168.0.1 does not answer: " + lastLine(out)}
	}
	return Finding{Mark: OK, Says: "opens, and 192.168.0.1 answers a ping"}
}
