package lab

import (
	"errors"
	"go/version"
	"io/fs"
	"path/filepath"
	"strings"
)

func (h host) system() Finding {
	release := h.read("proc/sys/kernel/osrelease")
	switch {
	case h.goos == "windows":
		return problem("Windows has no TUN device", "install WSL 2 and work there")
	case h.goos != "linux":
		return Finding{Mark: byHand(h.goos), Says: "labs need Linux, this is " + h.goos}
	case strings.Contains(release, "Microsoft") && !strings.Contains(release, "WSL2"):
		return problem("WSL 1 has no TUN device", "in PowerShell: wsl --set-version DISTRIBUTION 2")
	}
	return ok("linux %s", release)
}

// container only tells: the checks that it matters to ask for themselves.
func (h host) container() Finding {
	if !h.contained() {
		return ok("none")
	}
	return Finding{Mark: Note, Says: "this is one: labs need more rights than a container has by default"}
}

func (h host) goTool() Finding {
	if version.Compare(h.goVersion, "go1.26") < 0 {
		return Finding{Mark: Note, Says: h.goVersion + " is old", Cure: "install Go 1.26 from https://go.dev/dl"}
	}
	if h.find("go") != nil {
		return Finding{Mark: Note, Says: "go is not in PATH", Cure: "add its folder to PATH, often /usr/local/go/bin"}
	}
	return ok("%s", h.goVersion)
}

// packages says where each tool comes from.
var packages = []struct{ tool, from string }{
	{"unshare", "util-linux"},
	{"nsenter", "util-linux"},
	{"flock", "util-linux"},
	{"ip", "iproute2 (on Fedora: iproute)"},
}

func (h host) tools() Finding {
	for _, p := range packages {
		if h.find(p.tool) != nil {
			return problem(p.tool+" is not installed", "install the package "+p.from)
		}
	}
	if h.find("ping") != nil {
		return Finding{Mark: Note, Says: "ping is not installed", Cure: "install the package iputils-ping (on Fedora: iputils)"}
	}
	return ok("unshare, nsenter, flock, ip, ping")
}

func (h host) tun() Finding {
	err := h.openTUN()
	switch {
	case err == nil:
		return ok("can be opened")
	case h.contained() && (h.root || errors.Is(err, fs.ErrNotExist)):
		return problem(err.Error(), "start the container with --device /dev/net/tun")
	case errors.Is(err, fs.ErrPermission):
		return problem(err.Error(), "sudo chmod 666 /dev/net/tun (as most distributions have it)")
	}
	return problem(err.Error(), "sudo modprobe tun")
}

// limits are the kernel's switches against namespaces of ordinary users.
var limits = []struct{ name, bad, good string }{
	{"kernel.apparmor_restrict_unprivileged_userns", "1", "0"},
	{"kernel.unprivileged_userns_clone", "0", "1"},
	{"user.max_user_namespaces", "0", "15000"},
	{"user.max_net_namespaces", "0", "15000"},
}

func (h host) namespaces() Finding {
	if h.makesNamespaces() {
		return ok("root may make them")
	}
	for _, l := range limits {
		file := "proc/sys/" + strings.ReplaceAll(l.name, ".", "/")
		if h.read(file) == l.bad {
			return problem(l.name+" is "+l.bad, "sudo sysctl "+l.name+"="+l.good+" (to keep it: a file in /etc/sysctl.d)")
		}
	}
	return ok("no setting forbids them")
}

// refusal explains why no namespace could be made although no check found a reason.
func (h host) refusal(output string) error {
	cure := ""
	if h.contained() {
		cure = "start the container with --security-opt seccomp=unconfined, or as root with --cap-add SYS_ADMIN --cap-add NET_ADMIN"
	}
	return &UnavailableError{Reason: output, Cure: cure}
}

// setcap matters only to those who work without a lab.
func (h host) setcap() Finding {
	for _, dir := range h.builds {
		if h.nosuid(dir) {
			return Finding{Mark: Note, Says: dir + " is mounted nosuid: programs there get nothing from setcap",
				Cure: "none needed in a lab; else go build -o to another folder, and setcap after each build"}
		}
	}
	return ok("would work here, but each build loses it; a lab needs none")
}

// nosuid reports whether the mount that holds dir is one. In a line of mountinfo the
// fifth field is the mount point and the sixth its options; later mounts hide earlier.
func (h host) nosuid(dir string) bool {
	longest, found := "", false
	for line := range strings.Lines(h.read("proc/self/mountinfo")) {
		f := strings.Fields(line)
		if len(f) < 6 || len(f[4]) < len(longest) || !within(f[4], dir) {
			continue
		}
		longest, found = f[4], strings.Contains(","+f[5]+",", ",nosuid,")
	}
	return found
}

// within reports whether dir is below root.
func within(root, dir string) bool {
	rel, err := filepath.Rel(root, dir)
	return err == nil && filepath.IsLocal(rel)
}
