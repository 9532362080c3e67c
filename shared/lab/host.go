package lab

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
)

// A host is all that the checks look at, so that tests can make one up.
type host struct {
	goos, goVersion string
	root            bool
	files           fs.FS    // everything below "/"
	builds          []string // folders in which Go puts programs
	find            func(tool string) error
	openTUN         func() error
}

func thisHost() host {
	here, _ := os.Getwd()
	return host{
		goos:      runtime.GOOS,
		goVersion: runtime.Version(),
		root:      os.Geteuid() == 0,
		files:     os.DirFS("/"),
		builds:    []string{here, os.TempDir()},
		find:      func(tool string) error { _, err := exec.LookPath(tool); return err },
		openTUN:   openTUN,
	}
}

// openTUN makes no device: that takes an ioctl.
func openTUN() error {
	f, err := os.OpenFile("/dev/net/tun", os.O_RDWR, 0)
	if err == nil {
		f.Close()
	}
	return err
}

// read returns a file without white space around it; empty if there is none.
func (h host) read(name string) string {
	b, _ := fs.ReadFile(h.files, name)
	return strings.TrimSpace(string(b))
}

func (h host) has(name string) bool {
	_, err := fs.Stat(h.files, name)
	return err == nil
}

// contained reports whether the host is a container, where cures differ.
func (h host) contained() bool {
	return h.has(".dockerenv") || h.has("run/.containerenv")
}

// makesNamespaces reports whether we are a root that may make them: CAP_NET_ADMIN
// is bit 12, CAP_SYS_ADMIN bit 21.
func (h host) makesNamespaces() bool {
	_, after, _ := strings.Cut(h.read("proc/self/status"), "CapEff:")
	word, _, _ := strings.Cut(strings.TrimSpace(after), "\n")
	caps, _ := strconv.ParseUint(word, 16, 64)
	const need = 1<<12 | 1<<21
	return h.root && caps&need == need
}

func ok(format string, args ...any) Finding {
	return Finding{Mark: OK, Says: fmt.Sprintf(format, args...)}
}

func problem(says, cure string) Finding { return Finding{Mark: Problem, Says: says, Cure: cure} }

// lastLine returns where commands put the reason of their failure.
func lastLine(out []byte) string {
	text := strings.TrimSpace(string(out))
	return text[strings.LastIndexByte(text, '\n')+1:]
}
