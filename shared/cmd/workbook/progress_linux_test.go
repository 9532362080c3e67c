package main

import (
	"strings"
	"testing"

	"github.com/creack/pty"
)

// What takes long is said after a while, and taken away when it is over.
func TestProgress(t *testing.T) {
	person, terminal, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer person.Close()
	progressOn(terminal, 1<<62, "too soon")() // over before anybody got impatient
	done := progressOn(terminal, 0, "compiling")
	seen := readUntil(t, person, "compiling")
	done()
	terminal.WriteString("end")
	seen += readUntil(t, person, "end")
	if want := "compiling\r\x1b[Kend"; seen != want {
		t.Errorf("the terminal got %q, want %q", seen, want)
	}
}

func readUntil(t *testing.T, from interface{ Read([]byte) (int, error) }, end string) (seen string) {
	t.Helper()
	b := make([]byte, 100)
	for !strings.HasSuffix(seen, end) {
		n, err := from.Read(b)
		if err != nil {
			t.Fatalf("%v, after %q", err, seen)
		}
		seen += string(b[:n])
	}
	return seen
}
