package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// A setting is a set of switches of the kernel's TCP.
type setting struct {
	scale, timestamps, sack, ecn bool
	control                      string
}

// settings are all that there are: each option on and off.
func settings() []setting {
	var all []setting
	for _, control := range []string{"reno", "cubic"} {
		for i := range 16 {
			all = append(all, setting{i&1 > 0, i&2 > 0, i&4 > 0, i&8 > 0, control})
		}
	}
	return all
}

// apply sets the namespace's sysctls. With tcp_ecn=1 the kernel asks for ECN.
func (s setting) apply() error {
	var errs []error
	for name, on := range map[string]bool{
		"window_scaling": s.scale, "timestamps": s.timestamps, "sack": s.sack, "ecn": s.ecn,
	} {
		value := map[bool]string{false: "0", true: "1"}[on]
		errs = append(errs, os.WriteFile("/proc/sys/net/ipv4/tcp_"+name, []byte(value), 0))
	}
	return errors.Join(errs...)
}

// options has text echoed with each setting, and asks the kernel what was
// agreed on.
func (p *caller) options() error {
	for i, s := range settings() {
		err := s.apply()
		if err == nil {
			err = p.agreed(s, i)
		}
		if err != nil {
			return fmt.Errorf("%+v: %w", s, err)
		}
	}
	return nil
}

func (p *caller) agreed(s setting, seed int) error {
	p.control = s.control
	conn, err := p.dial("7")
	if err != nil {
		return err
	}
	shown, err := exec.Command("ss", "-tinoHO", "sport", fmt.Sprint("= :", conn.LocalAddr().(*net.TCPAddr).Port)).Output()
	return errors.Join(err, s.shown(strings.Fields(string(shown))), echoed(conn, p.size, seed))
}

// shown compares what ss(8) says about a connection.
func (s setting) shown(words []string) error {
	var errs []error
	for word, want := range map[string]bool{"wscale": s.scale, "ts": s.timestamps, "sack": s.sack, "ecn": false, s.control: true, "rtt": true, "cwnd": true} {
		got := slices.ContainsFunc(words, func(w string) bool { return w == word || strings.HasPrefix(w, word+":") })
		if got != want {
			errs = append(errs, fmt.Errorf("ss says %q; %s should be there: %v", words, word, want))
		}
	}
	return errors.Join(errs...)
}
