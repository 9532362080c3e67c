package gvisor

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tcpworkbook/shared/course"
	"tcpworkbook/shared/steptest"
)

// gVisor answers the replays of the scripts of steps 4 to 6. Each replay is
// judged by itself, with what its script asks of it. scripts.txt lists those
// that gVisor does not pass, and why.
func TestScripts(t *testing.T) {
	root, err := course.Root()
	if err != nil {
		t.Fatal(err)
	}
	known := readReasons(t)
	for step := 4; step <= 6; step++ {
		t.Run(fmt.Sprintf("step%02d", step), func(t *testing.T) {
			t.Parallel()
			scripts, err := course.Scripts(root, step)
			if err != nil {
				t.Fatal(err)
			}
			var parts []part
			for _, name := range scripts {
				text, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				parts = append(parts, partsOf(strings.TrimSuffix(filepath.Base(name), ".txtar"), text)...)
			}
			judge(t, step, parts, known)
		})
	}
}

// A part is a replay of a script, and what is asked of its output.
type part struct {
	name   string // "6.5-time-wait 2.trace -keepalive 1s"
	script []byte
}

var (
	others  = regexp.MustCompile(`^(\[[^]]*\] *)*(! *)?(exec|run|live|needs|env|stdin)\b`)
	replays = regexp.MustCompile(`^(\[[^]]*\] *)*(! *)?replay ((?:-received |-open \S+ )*)(.*)`)
)

// partsOf takes a script apart. What it does beside replays, with programs of
// its own or live, is not for gVisor.
func partsOf(name string, script []byte) (parts []part) {
	archive := txtar.Parse(script)
	var now *part
	for line := range strings.Lines(string(archive.Comment)) {
		switch m := replays.FindStringSubmatch(line); {
		case m != nil:
			what := name + " " + strings.TrimSpace(m[4])
			parts = append(parts, part{what, []byte("# " + what + "\n" + line)})
			now = &parts[len(parts)-1]
		case others.MatchString(line):
			now = nil
		case now != nil:
			now.script = append(now.script, line...)
		}
	}
	for i := range parts {
		parts[i].script = txtar.Format(&txtar.Archive{Comment: parts[i].script, Files: archive.Files})
	}
	return parts
}

// judge has gVisor run parts, and compares which ones fail with what is known.
func judge(t *testing.T, step int, parts []part, known map[string]string) {
	if len(parts) == 0 {
		t.Skip("there are no scripts yet")
	}
	folder := t.TempDir()
	for i, p := range parts {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%03d.txtar", i)), p.script, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestAnswers$", "-test.v")
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=step%02d", programVar, step), folderVar+"="+folder, "WORKBOOK_UPDATE=")
	out, _ := cmd.CombinedOutput()
	passed := 0
	for i, p := range parts {
		ok := strings.Contains(string(out), fmt.Sprintf("--- PASS: TestAnswers/%03d ", i))
		why, listed := known[p.name]
		switch {
		case ok && listed:
			t.Errorf("%s: gVisor passes it now; scripts.txt says: %s", p.name, why)
		case !ok && !listed:
			t.Errorf("%s: gVisor does not pass it:\n%s", p.name, story(string(out), i))
		}
		if ok {
			passed++
		}
	}
	t.Logf("gVisor passes %d of %d replays", passed, len(parts))
}

// story returns what the output of go test -v tells of the failure of a part.
func story(out string, i int) string {
	_, out, _ = strings.Cut(out, fmt.Sprintf("=== RUN   TestAnswers/%03d\n", i))
	out, _, _ = strings.Cut(out, "=== RUN ")
	_, tale, compared := strings.Cut(out, "\n    diff stdout ")
	if !compared {
		_, tale, _ = strings.Cut(out, "FAIL: ")
	}
	return tale
}

const programVar, folderVar = "GVISOR_PROGRAM", "GVISOR_SCRIPTS"

// TestAnswers runs the scripts in a folder.
func TestAnswers(t *testing.T) {
	if os.Getenv(programVar) == "" {
		t.Skip("TestScripts runs it, once a step")
	}
	steptest.RunWith(t, os.Getenv(programVar), os.Getenv(folderVar))
}

// readReasons reads scripts.txt: lines that name replays, and after them indented
// ones that say why gVisor does not pass those.
func readReasons(t *testing.T) map[string]string {
	text, err := os.ReadFile("scripts.txt")
	if err != nil {
		t.Fatal(err)
	}
	why, names, said := map[string]string{}, []string(nil), true
	for line := range strings.Lines(string(text)) {
		switch text := strings.TrimSpace(line); {
		case text == "" || strings.HasPrefix(text, "#"):
		case line[0] != ' ':
			if said {
				names, said = nil, false
			}
			names = append(names, text)
			why[text] = ""
		default:
			said = true
			for _, name := range names {
				why[name] += " " + text
			}
		}
	}
	for name, why := range why {
		if why == "" {
			t.Errorf("scripts.txt does not say why gVisor does not pass %s", name)
		}
	}
	return why
}
