package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"tcpworkbook/shared/lab"
)

const labUsage = `usage: go tool workbook lab [-6] [COMMAND…]

Opens a network of your own with tun0 in it, or joins it from a second terminal,
and runs a shell or COMMAND there. Needs no root and changes nothing on the host.

	go tool workbook lab go run ./step03-parse-ipv4     in one terminal
	go tool workbook lab ping 192.168.0.2               in another

  -6   leave IPv6 on
`

const labWelcome = `A lab of your own: 192.168.0.1 is the kernel, 192.168.0.2 your program on tun0.
You may look like root: only in here. Join from a second terminal with the same
command; leave with exit.
`

// labCommand runs a shell or a command in the shared lab, and returns its exit code.
func labCommand(args []string) int {
	flags := flag.NewFlagSet("lab", flag.ContinueOnError)
	flags.Usage = func() { fmt.Fprint(flags.Output(), labUsage) }
	v6 := flags.Bool("6", false, "")
	switch err := flags.Parse(args); {
	case err == flag.ErrHelp:
		return 0
	case err != nil:
		return 2
	}
	if err := lab.Available(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n\n%s", err, lab.Instead())
		return 1
	}
	return runInLab(shellOr(flags.Args()), lab.Options{IPv6: *v6}, flags.NArg() == 0)
}

// runInLab catches signals from the first moment of the lab to its last, so that a
// Ctrl-C ends the command and not us: we clean up.
func runInLab(command []string, o lab.Options, welcome bool) int {
	if buildsGo(command[0]) {
		downloadModules()
	}
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTERM, syscall.SIGHUP)
	l, err := lab.Join(o)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if welcome {
		fmt.Fprint(os.Stderr, labWelcome)
	}
	code := lab.Run(l.Command(context.Background(), command[0], command[1:]...), signals)
	if err := l.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	return code
}

// shellOr returns the command, or the user's shell if there is none.
func shellOr(command []string) []string {
	if len(command) > 0 {
		return command
	}
	if shell := os.Getenv("SHELL"); shell != "" {
		return []string{shell}
	}
	return []string{"sh"}
}

// buildsGo reports whether a command may want the module's dependencies.
func buildsGo(command string) bool {
	switch filepath.Base(command) {
	case "go", "sh", "bash", "zsh", "fish", "dash", "ksh":
		return true
	}
	return false
}

// downloadModules fetches what go build needs, for there is no Internet in a lab.
func downloadModules() {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", "mod", "download")
	cmd.Dir = lab.ModuleRoot()
	if out, err := cmd.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "warning: go mod download: %v\n%s", err, out)
	}
}
