package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tcpworkbook/shared/course"
)

// BenchmarkCheck is how long a learner waits for check after an edit, without what
// is live; and for comparison, how long go build takes after an edit. All
// milestones are written.
func BenchmarkCheck(b *testing.B) {
	if os.Getenv("WORKBOOK_LONG") == "" {
		b.Skip("it takes long: WORKBOOK_LONG=1")
	}
	book := filepath.Join(b.TempDir(), "book")
	if err := copyAll(bookRoot(b), book); err != nil {
		b.Fatal(err)
	}
	for step := 1; step <= 6; step++ {
		_, err := course.Start(book, step, true)
		if err == nil {
			err = writeStep(book, fmt.Sprint(step))
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	for _, bench := range []struct{ what, file string }{
		{"3.2", "step03-parse-ipv4/ipv4/parse.go"},
		{"4.2", "step04-handshake/tcp/arrives.go"},
		{"5.2", "step05-data/tcp/arrives.go"},
		{"6.2", "step06-close/tcp/arrives.go"},
		{"2", "step02-loop/main.go"},
		{"3", "step03-parse-ipv4/ipv4/parse.go"},
		{"4", "step04-handshake/tcp/arrives.go"},
		{"5", "step05-data/tcp/arrives.go"},
		{"6", "step06-close/tcp/arrives.go"},
	} {
		step, _, _ := strings.Cut(bench.file, "/")
		check := edited{book, bench.file, []string{"tool", "workbook", "check", "-quick", bench.what}}
		build := edited{book, bench.file, []string{"build", "-o", b.TempDir(), "./work/" + step}}
		b.Run(bench.what, func(b *testing.B) {
			check.run(b) // compiles what does not change
			build.run(b)
			var checks, builds time.Duration
			for b.Loop() {
				checks += check.run(b)
				builds += build.run(b)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(checks.Seconds()/float64(b.N), "s/check")
			b.ReportMetric(builds.Seconds()/float64(b.N), "s/build")
		})
	}
}

// An edited is a go command that runs after an edit of a learner's file.
type edited struct {
	book, file string
	args       []string
}

func (e edited) run(b *testing.B) time.Duration {
	file := filepath.Join(e.book, "work", filepath.FromSlash(e.file))
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	text, _, _ = bytes.Cut(text, []byte("\nvar Edited"))
	text = fmt.Appendf(text, "\nvar Edited = %d\n", time.Now().UnixNano())
	if err := os.WriteFile(file, text, 0o666); err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command("go", e.args...)
	cmd.Dir = e.book
	began := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%s\n%s", cmd, out)
	}
	return time.Since(began)
}
