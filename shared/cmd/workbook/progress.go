package main

import (
	"fmt"
	"os"
	"time"

	"golang.org/x/term"
)

// patience is how long a person waits without a word.
const patience = time.Second

// progress says what takes long, to a person who waits before a terminal. done
// takes it away again.
func progress(what string) (done func()) {
	if !term.IsTerminal(int(os.Stdout.Fd())) || !term.IsTerminal(int(os.Stderr.Fd())) {
		return func() {}
	}
	return progressOn(os.Stderr, patience, what)
}

func progressOn(terminal *os.File, patience time.Duration, what string) (done func()) {
	const clearLine = "\r\x1b[K"
	enough, gone := make(chan bool), make(chan bool)
	go func() {
		defer close(gone)
		select {
		case <-enough:
		case <-time.After(patience):
			fmt.Fprint(terminal, paint(faint, what))
			<-enough
			fmt.Fprint(terminal, clearLine)
		}
	}()
	return func() { close(enough); <-gone }
}
