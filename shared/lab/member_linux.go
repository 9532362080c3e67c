package lab

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A holder is what a shared lab's file "holder" says about it.
type holder struct {
	pid   int
	start string // its start time: pids come back
	user  bool   // whether it is in a user namespace of its own
}

func readHolder(folder string) (h holder, err error) {
	b, err := os.ReadFile(filepath.Join(folder, "holder"))
	if err == nil {
		_, err = fmt.Sscan(string(b), &h.pid, &h.start, &h.user)
	}
	return h, err
}

func (h holder) write(folder string) error {
	return os.WriteFile(filepath.Join(folder, "holder"), fmt.Appendln(nil, h.pid, h.start, h.user), 0o600)
}

// alive reports whether the holder still keeps its namespace. A zombie has none.
func (h holder) alive() bool {
	_, err := os.Readlink(fmt.Sprintf("/proc/%d/ns/net", h.pid))
	return err == nil && h.start != "" && startTime(h.pid) == h.start
}

// startTime returns field 22 of a process's stat. Field 2, its name, may hold anything
// in its parentheses.
func startTime(pid int) string {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	fields := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
	if len(fields) < 20 {
		return ""
	}
	return fields[19]
}
