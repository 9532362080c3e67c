package steptest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"

	"github.com/rogpeppe/go-internal/testscript"
)

// TogetherVar names the variable that has a step's replays run in one process,
// one after the other, instead of each in its own: to start a program takes
// longer than most replays. The program can tell, by what is left in its
// package's variables. So a script that fails in this way is run again, with a
// process for each replay, and only that counts.
const TogetherVar = "WORKBOOK_TOGETHER"

// hosts are processes, by program, that run it many times, a replay each time or
// what else it does. nil: replays do not run together.
type hosts map[string]*host

type host struct {
	cmd         *exec.Cmd // nil: not running
	orders      io.WriteCloser
	out, errout *bufio.Reader
}

// An order asks a host to run its program.
type order struct {
	Dir  string
	Args []string
}

// hostVar is set for a host. Each time its program has come to an end it prints
// theEnd, on stdout and on stderr.
const (
	hostVar = "STEPTEST_HOST"
	theEnd  = "\x00the end\x00"
)

// newHosts returns hosts, none of them started yet, if replays are to run together.
// On Windows they are not: a file that the program has not closed could not be
// removed.
func newHosts() hosts {
	if os.Getenv(TogetherVar) == "" || runtime.GOOS == "windows" {
		return nil
	}
	return make(hosts)
}

// start starts the host, if it is not running.
func (h *host) start(program string) (err error) {
	if h.cmd != nil {
		return nil
	}
	cmd := exec.Command(program)
	cmd.Env = append(append(os.Environ(), programEnv()...), hostVar+"=1")
	orders, err1 := cmd.StdinPipe()
	out, err2 := cmd.StdoutPipe()
	errout, err3 := cmd.StderrPipe()
	if err := errors.Join(err1, err2, err3, cmd.Start()); err != nil {
		return err
	}
	*h = host{cmd: cmd, orders: orders, out: bufio.NewReader(out), errout: bufio.NewReader(errout)}
	return nil
}

// exec is like testscript's Exec: if the program exits by itself, and not well,
// the error says how.
func (hs hosts) exec(dir, program string, args []string) (out, errout string, err error) {
	h := hs[program]
	if h == nil {
		h = new(host)
		hs[program] = h
	}
	if err := h.start(program); err != nil {
		return "", "", err
	}
	json.NewEncoder(h.orders).Encode(order{dir, args}) // if that fails, the program is gone, and we will read so
	said := make(chan string)
	go func() {
		text, _ := untilEnd(h.errout)
		said <- text
	}()
	out, ended := untilEnd(h.out)
	errout = <-said
	if !ended {
		err = h.stop()
	}
	return out, errout, err
}

// untilEnd reads what is printed before theEnd.
func untilEnd(from *bufio.Reader) (text string, ended bool) {
	var b bytes.Buffer
	for {
		piece, err := from.ReadBytes(theEnd[len(theEnd)-1])
		b.Write(piece)
		if bytes.HasSuffix(b.Bytes(), []byte(theEnd)) {
			b.Truncate(b.Len() - len(theEnd))
			return b.String(), true
		}
		if err != nil {
			return b.String(), false
		}
	}
}

// stop ends all.
func (hs hosts) stop() {
	for _, h := range hs {
		h.stop()
	}
}

// stop ends the process, if there is one.
func (h *host) stop() error {
	if h.cmd == nil {
		return nil
	}
	cmd := h.cmd
	h.cmd = nil
	h.orders.Close()
	return cmd.Wait()
}

// hosted runs the program once for each order.
func hosted(program func()) {
	for orders := json.NewDecoder(os.Stdin); ; {
		var next order
		if err := orders.Decode(&next); err != nil {
			return
		}
		if err := os.Chdir(next.Dir); err != nil {
			panic(err)
		}
		os.Args = append(os.Args[:1:1], next.Args...)
		program()
		os.Stdout.WriteString(theEnd)
		os.Stderr.WriteString(theEnd)
	}
}

// errTried ends a script that has failed while it was tried.
var errTried = errors.New("failed")

// tries reports whether a script passes when its replays run together.
func (r *reporter) tries(script func(testscript.T)) (passes bool) {
	r.trying = true
	defer func() {
		r.trying = false
		if problem := recover(); problem != nil {
			if problem != errTried {
				panic(problem)
			}
			r.hosts.stop() // and with it what the program has left behind
			passes = false
		}
	}()
	script(r)
	return true
}

// FailNow ends a script.
func (r *reporter) FailNow() {
	if r.trying {
		panic(errTried)
	}
	r.T.Helper()
	r.T.FailNow()
}
