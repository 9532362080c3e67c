package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"golang.org/x/term"

	"tcpworkbook/shared/course"
)

const watchUsage = `usage: go tool workbook watch [STEP]

Checks your copy of a step whenever you save a file of it. Keys:

  n  what is next     h  a hint     d  the difference to the reference
  q  quit             any other: check again

	go tool workbook watch
`

// glance is how often the files are looked at. Looking works everywhere, also
// where no system tells of changes: in containers, on shares, in WSL.
const glance = 100 * time.Millisecond

func watchCommand(args []string) int {
	words, code, ok := parse(newFlags("watch", watchUsage), args, 0, 1)
	if !ok {
		return code
	}
	p, err := here()
	if err != nil {
		return fail(err)
	}
	s, err := p.started(append(words, "")[0])
	if err != nil {
		return misuse(err)
	}
	in := int(os.Stdin.Fd())
	if !term.IsTerminal(in) || !term.IsTerminal(int(os.Stdout.Fd())) {
		return fail(errors.New("watch wants a terminal; go tool workbook check checks once"))
	}
	before, err := term.MakeRaw(in)
	if err != nil {
		return fail(err)
	}
	defer term.Restore(in, before)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	w := &watcher{place: p, step: s}
	w.loop(ctx, keys())
	return 0
}

// keys returns what is typed, key by key.
func keys() <-chan byte {
	typed := make(chan byte)
	go func() {
		b := make([]byte, 1)
		for {
			if n, err := os.Stdin.Read(b); n == 0 || err != nil {
				close(typed)
				return
			}
			typed <- b[0]
		}
	}()
	return typed
}

// A watcher checks a step again and again, and shows one screen.
type watcher struct {
	place
	step course.Standing
}

func (w *watcher) loop(ctx context.Context, typed <-chan byte) {
	const ctrlC = 3
	tick := time.NewTicker(glance)
	defer tick.Stop()
	seen, last := "", w.look()
	for {
		now := w.look()
		if now != seen && now == last { // at rest: an editor may write a file in several steps
			seen = now
			w.screen(ctx, "check", "-quick", fmt.Sprint(w.step.Step))
		}
		last = now
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case key, open := <-typed:
			if !open || key == 'q' || key == ctrlC {
				return
			}
			w.press(ctx, key)
		}
	}
}

// press does what a key stands for.
func (w *watcher) press(ctx context.Context, key byte) {
	m := "" // the milestone that is being worked on
	if p, err := here(); err == nil {
		if next, left := p.all[w.step.Step-1].Next(); left {
			m = next.ID()
		}
	}
	switch {
	case key == 'n':
		w.screen(ctx)
	case key == 'h' && m != "":
		w.screen(ctx, "hint", m)
	case key == 'd' && m != "":
		w.screen(ctx, "compare", m)
	case key == 'd':
		w.screen(ctx, "compare", fmt.Sprint(w.step.Step))
	default:
		w.screen(ctx, "check", "-quick", fmt.Sprint(w.step.Step))
	}
}

// look returns what can be seen of the step's files without reading them.
func (w *watcher) look() string {
	var b strings.Builder
	dir := filepath.Join(w.root, "work", w.step.Folder)
	fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" {
			return nil
		}
		if info, err := d.Info(); err == nil {
			fmt.Fprintln(&b, name, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return b.String()
}

// screen shows what another command of this tool prints.
func (w *watcher) screen(ctx context.Context, args ...string) {
	self, err := os.Executable()
	if err != nil {
		return
	}
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Dir = filepath.Join(w.root, "work", w.step.Folder)
	cmd.Env = append(os.Environ(), colorVar+"=always")
	out, _ := cmd.CombinedOutput()
	const clear = "\x1b[2J\x1b[3J\x1b[H"
	text := clear + string(out) + "\n" + paint(faint, fmt.Sprintf("%s  watching step %d   n next  h hint  d difference  q quit", time.Now().Format("15:04:05"), w.step.Step)) + "\n"
	fmt.Print(strings.ReplaceAll(text, "\n", "\r\n"))
}
