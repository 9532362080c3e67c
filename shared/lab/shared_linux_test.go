package lab

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// ownShared gives a test a shared lab that nobody else joins.
func ownShared(t *testing.T) {
	t.Helper()
	need(t)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
}

func join(t *testing.T, o Options) *Lab {
	t.Helper()
	l, err := Join(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func TestSharedLabOutlivesItsFirstMember(t *testing.T) {
	ownShared(t)
	first, second := join(t, Options{}), join(t, Options{})
	ns := namespace(first)
	if got := namespace(second); got != ns {
		t.Fatalf("the second is in %s, the first in %s", got, ns)
	}
	first.Close()
	if got := namespace(second); got != ns {
		t.Fatalf("after the first has left, the second is in %s", got)
	}
	second.Close()
	if left := inhabitants(ns); len(left) > 0 {
		t.Errorf("after the last has left there are still %v", left)
	}
	if got := namespace(join(t, Options{})); !strings.HasPrefix(got, "net:") {
		t.Errorf("a lab cannot be opened anew: %s", got)
	}
}

func TestJoinMakesTun0Anew(t *testing.T) {
	ownShared(t)
	first := join(t, Options{})
	if got := show(first, "ip", "link", "del", "dev", "tun0"); got != "" {
		t.Fatal(got)
	}
	second := join(t, Options{})
	if got := show(second, "ip", "-o", "addr", "show", "dev", "tun0"); !strings.Contains(got, "inet 192.168.0.1/24") {
		t.Errorf("tun0 has %q", got)
	}
}

func TestJoinAfterKilledHolder(t *testing.T) {
	ownShared(t)
	first := join(t, Options{})
	ns := namespace(first)
	eventually(t, "the holder is gone", func() bool {
		left := inhabitants(ns) // the holder may just be starting its flock
		for _, pid := range left {
			syscall.Kill(pid, syscall.SIGKILL)
		}
		return len(left) == 0
	})
	// The new lab may have got the number of the old one, which is free again.
	if got := namespace(join(t, Options{})); !strings.HasPrefix(got, "net:") {
		t.Errorf("joined %s", got)
	}
}

// A recycled pid must not be taken for the holder.
func TestStaleHolderFile(t *testing.T) {
	ownShared(t)
	folder, err := sharedFolder()
	if err != nil {
		t.Fatal(err)
	}
	stale := holder{os.Getpid(), "1", false}
	if err := stale.write(folder); err != nil {
		t.Fatal(err)
	}
	here, _ := os.Readlink("/proc/self/ns/net")
	if got := namespace(join(t, Options{})); got == here || !strings.HasPrefix(got, "net:") {
		t.Errorf("joined %s", got)
	}
}

// Members come and go all the time; whoever is in finds the lab complete.
func TestJoinAndLeaveRace(t *testing.T) {
	ownShared(t)
	var members sync.WaitGroup
	for range 8 {
		members.Go(func() {
			for range 10 {
				l, err := Join(Options{})
				if err != nil {
					t.Error(err)
					return
				}
				if got := show(l, "ip", "-o", "addr", "show", "dev", "tun0"); !strings.Contains(got, "192.168.0.1/24") {
					t.Errorf("tun0 has %q", got)
				}
				if err := l.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	members.Wait()
	folder, _ := sharedFolder()
	if _, err := os.Stat(filepath.Join(folder, "holder")); err == nil {
		t.Error("a holder has stayed")
	}
}

func TestJoinInsideStays(t *testing.T) {
	l := open(t, Options{})
	ns := namespace(l)
	cmd := l.Command(t.Context(), os.Args[0], "readlink", "/proc/self/ns/net")
	cmd.Env = append(cmd.Env, helper+"=run")
	if out, err := cmd.CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != ns {
		t.Errorf("joined %s%v from within %s", out, err, ns)
	}
}
