# Follows tun0.sh in the process that keeps a lab's namespace alive.
# $3: the shared lab's folder; empty for a private lab.
trap '' HUP INT TERM
echo ready
exec >/dev/null 2>&1

# Nothing is ever written to a private lab's stdin: it ends with its owner.
# Each member of a shared lab holds a shared lock: ours comes after the last.
if [ -z "$3" ]; then
	read -r _ || :
else
	exec 9>"$3/members"
	flock 9
fi

# Sends a signal to all others in this namespace; fails when there are none.
signal_others() {
	found=1
	for p in /proc/[0-9]*; do
		[ "$p/ns/net" -ef "/proc/$$/ns/net" ] && [ "$p" != "/proc/$$" ] || continue
		kill -s "$1" "${p#/proc/}" && found=0
	done
	return $found
}

# Sends signal $1 every 50 ms until there are no others, at most $2 times.
insist() {
	tries=$2
	while [ "$tries" -gt 0 ] && signal_others "$1"; do
		tries=$((tries - 1))
		sleep 0.05
	done
}

# TERM once, a second's grace, then KILL; five seconds later even that has failed.
signal_others TERM || :
insist 0 20
insist KILL 100
[ -z "$3" ] || rm -f "$3/holder"
