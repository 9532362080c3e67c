package lab

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
)

// healthy is a machine in which every check is content; each test breaks one thing.
func healthy() host {
	return host{
		goos:      "linux",
		goVersion: "go1.26.8",
		files: fstest.MapFS{
			"proc/sys/kernel/osrelease":                 text("6.12.1-amd64\n"),
			"proc/sys/user/max_user_namespaces":         text("15000\n"),
			"proc/sys/user/max_net_namespaces":          text("15000\n"),
			"proc/sys/kernel/unprivileged_userns_clone": text("1\n"),
			"proc/self/status":                          text("Name:\tx\nCapEff:\t0000000000000000\nSeccomp:\t0\n"),
			"proc/self/mountinfo":                       text("22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n30 22 0:25 / /tmp rw,nosuid,nodev - tmpfs tmpfs rw\n"),
		},
		builds:  []string{"/home/learner/tcp"},
		find:    func(string) error { return nil },
		openTUN: func() error { return nil },
	}
}

func text(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

// with returns h with one more file.
func (h host) with(name, content string) host {
	h.files.(fstest.MapFS)[name] = text(content)
	return h
}

// without returns h less one tool.
func (h host) without(tool string) host {
	h.find = func(name string) error {
		if name == tool {
			return fs.ErrNotExist
		}
		return nil
	}
	return h
}

// tunFails returns h in which /dev/net/tun cannot be opened.
func (h host) tunFails(err error) host {
	h.openTUN = func() error { return &fs.PathError{Op: "open", Path: "/dev/net/tun", Err: err} }
	return h
}

func (h host) asRoot(caps string) host {
	h.root = true
	return h.with("proc/self/status", "Name:\tx\nCapEff:\t"+caps+"\nSeccomp:\t2\n")
}

func (h host) on(goos string) host {
	h.goos = goos
	return h
}

func (h host) withGo(v string) host {
	h.goVersion = v
	return h
}

func (h host) building(dir string) host {
	h.builds = append(h.builds, dir)
	return h
}

func TestHealthyHost(t *testing.T) {
	for _, f := range healthy().examine() {
		if f.Mark != OK || f.Cure != "" {
			t.Errorf("%+v", f)
		}
	}
}

func TestCures(t *testing.T) {
	const apparmor = "proc/sys/kernel/apparmor_restrict_unprivileged_userns"
	for _, test := range []struct {
		host host
		name string
		mark Mark
		cure string
	}{
		{healthy().on("windows"), "system", Problem, "WSL 2"},
		{healthy().on("darwin"), "system", Note, ""},
		{healthy().on("freebsd"), "system", Problem, ""},
		{healthy().with("proc/sys/kernel/osrelease", "4.4.0-19041-Microsoft"), "system", Problem, "wsl --set-version"},
		{healthy().with("proc/sys/kernel/osrelease", "5.15.0-microsoft-standard-WSL2"), "system", OK, ""},
		{healthy().with(".dockerenv", ""), "container", Note, ""},
		{healthy().with("run/.containerenv", ""), "container", Note, ""},
		{healthy().withGo("go1.25.3"), "go", Note, "https://go.dev/dl"},
		{healthy().without("go"), "go", Note, "PATH"},
		{healthy().without("unshare"), "tools", Problem, "util-linux"},
		{healthy().without("nsenter"), "tools", Problem, "util-linux"},
		{healthy().without("flock"), "tools", Problem, "util-linux"},
		{healthy().without("ip"), "tools", Problem, "iproute2"},
		{healthy().without("ping"), "tools", Note, "iputils-ping"},
		{healthy().tunFails(syscall.ENOENT), "/dev/net/tun", Problem, "sudo modprobe tun"},
		{healthy().tunFails(syscall.ENODEV), "/dev/net/tun", Problem, "sudo modprobe tun"},
		{healthy().tunFails(syscall.EACCES), "/dev/net/tun", Problem, "sudo chmod 666 /dev/net/tun"},
		{healthy().with(".dockerenv", "").tunFails(syscall.ENOENT), "/dev/net/tun", Problem, "--device /dev/net/tun"},
		{healthy().with(".dockerenv", "").asRoot("0").tunFails(syscall.EPERM), "/dev/net/tun", Problem, "--device /dev/net/tun"},
		{healthy().with(apparmor, "1\n"), "namespaces", Problem, "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0"},
		{healthy().with("proc/sys/kernel/unprivileged_userns_clone", "0\n"), "namespaces", Problem, "sudo sysctl kernel.unprivileged_userns_clone=1"},
		{healthy().with("proc/sys/user/max_user_namespaces", "0\n"), "namespaces", Problem, "sudo sysctl user.max_user_namespaces=15000"},
		{healthy().with("proc/sys/user/max_net_namespaces", "0\n"), "namespaces", Problem, "sudo sysctl user.max_net_namespaces=15000"},
		{healthy().with(apparmor, "1\n").asRoot("000001ffffffffff"), "namespaces", OK, ""},
		{healthy().with(apparmor, "1\n").asRoot("00000000a80425fb"), "namespaces", Problem, "sudo sysctl"},
		{healthy().building("/tmp/go-build"), "setcap", Note, "none needed in a lab"},
	} {
		for _, f := range test.host.examine() {
			want := Finding{Name: f.Name, Mark: OK}
			if f.Name == test.name {
				want.Mark, want.Cure = test.mark, test.cure
			}
			if f.Name == "container" && test.name != "container" {
				continue
			}
			if f.Mark != want.Mark || !strings.Contains(f.Cure, want.Cure) || (want.Cure == "") != (f.Cure == "") {
				t.Errorf("%s: got %s %q, cure %q; want %s, cure %q", f.Name, f.Mark, f.Says, f.Cure, want.Mark, want.Cure)
			}
		}
	}
}

func TestRefusalInContainer(t *testing.T) {
	for _, test := range []struct {
		host host
		cure string
	}{
		{healthy(), ""},
		{healthy().with(".dockerenv", ""), "seccomp=unconfined"},
	} {
		var err *UnavailableError
		if !errors.As(test.host.refusal("unshare failed: Operation not permitted"), &err) || !strings.Contains(err.Cure, test.cure) {
			t.Errorf("got %v, want cure %q", err, test.cure)
		}
	}
}

func TestInstead(t *testing.T) {
	for goos, want := range map[string]string{
		"linux":   "sudo ip tuntap add dev tun0 mode tun user $USER",
		"darwin":  "sudo ifconfig utunN 192.168.0.1 192.168.0.2 up",
		"windows": "WSL 2",
	} {
		if got := instead(goos); !strings.Contains(got, want) {
			t.Errorf("%s: %q", goos, got)
		}
	}
}
