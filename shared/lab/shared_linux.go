package lab

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"
)

// Join enters the lab that this user's terminals share in this checkout. It is opened
// when nobody has it open, with o, and lives until its last member has left.
// Options other than the first member's count only for what is missing by then: each
// Join makes tun0 anew where a program has taken it away. Within a lab, Join stays there.
func Join(o Options) (*Lab, error) {
	if os.Getenv(inside) != "" {
		return &Lab{leave: func() error { return nil }}, restore(nil, o)
	}
	if err := Available(); err != nil {
		return nil, err
	}
	folder, err := sharedFolder()
	if err != nil {
		return nil, err
	}
	door, err := lock(filepath.Join(folder, "door"), syscall.LOCK_EX)
	if err != nil {
		return nil, err
	}
	defer door.Close()
	member, err := lock(filepath.Join(folder, "members"), syscall.LOCK_SH)
	if err != nil {
		return nil, err
	}
	h, err := joinHolder(folder, o)
	if err != nil {
		member.Close()
		return nil, err
	}
	leave := func() error { return leaveShared(folder, member, h) }
	return &Lab{enterWords(h.pid, h.user), sync.OnceValue(leave)}, nil
}

// joinHolder returns the shared lab's holder. The caller has the door and a member's
// lock: with these, a holder that lives goes on living.
func joinHolder(folder string, o Options) (holder, error) {
	if h, err := readHolder(folder); err == nil && h.alive() {
		return h, restore(enterWords(h.pid, h.user), o)
	}
	flags, err := way()
	if err != nil {
		return holder{}, err
	}
	cmd := holderCommand(flags, o, folder)
	if _, err := startHolder(cmd); err != nil {
		return holder{}, err
	}
	h := holder{cmd.Process.Pid, startTime(cmd.Process.Pid), slices.Contains(flags, "-U")}
	return h, h.write(folder)
}

// restore makes the wire of a lab where it is missing. Inside there are no words to
// enter by; env then stands in their place.
func restore(enter []string, o Options) error {
	words := append(enter, "env")
	out, err := script(words[0], words[1:], tun0Script, o, "").CombinedOutput()
	if err != nil {
		return fmt.Errorf("the lab's tun0 cannot be set up: %s", lastLine(out))
	}
	return nil
}

// leaveShared gives up the member's lock. Whoever was the last waits for the holder,
// with the door closed. The lock tells: no other member lets us have it alone, and
// when the holder was faster, we do not even get our share back.
func leaveShared(folder string, member *os.File, h holder) error {
	defer member.Close()
	door, err := lock(filepath.Join(folder, "door"), syscall.LOCK_EX)
	if err != nil {
		return err
	}
	defer door.Close()
	fd := int(member.Fd())
	last := syscall.Flock(fd, syscall.LOCK_EX|syscall.LOCK_NB) == nil ||
		syscall.Flock(fd, syscall.LOCK_SH|syscall.LOCK_NB) != nil
	member.Close()
	for deadline := time.Now().Add(10 * time.Second); last && h.alive(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			return errors.New("the lab is left, but something in it does not end")
		}
	}
	return nil
}

// sharedFolder returns the folder of this user's lab in this checkout. Nobody else may
// write there. Its name has the host's, for a home may be on several.
func sharedFolder() (string, error) {
	hostname, _ := os.Hostname()
	sum := sha256.Sum256([]byte(hostname + ModuleRoot()))
	name := fmt.Sprintf("tcpworkbook-lab-%d-%x", os.Getuid(), sum[:6])
	var err error
	cache, _ := os.UserCacheDir()
	for _, base := range []string{cache, os.TempDir()} {
		folder := filepath.Join(base, name)
		if err = os.MkdirAll(folder, 0o700); err == nil {
			err = ours(folder)
		}
		if err == nil {
			return folder, nil
		}
	}
	return "", fmt.Errorf("no folder for the shared lab: %w", err)
}

// ours refuses a folder that another user has put into our way.
func ours(folder string) error {
	info, err := os.Lstat(folder)
	if err != nil {
		return err
	}
	if st := info.Sys().(*syscall.Stat_t); !info.IsDir() || int(st.Uid) != os.Getuid() || info.Mode().Perm() != 0o700 {
		return fmt.Errorf("%s is not a folder of ours alone", folder)
	}
	return nil
}

// lock opens a file and waits for its lock, which ends with the returned file. No
// command inherits it: os.OpenFile sets close-on-exec.
func lock(name string, how int) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), how)
		if err != syscall.EINTR {
			break
		}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
