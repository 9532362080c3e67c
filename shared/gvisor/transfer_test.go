package gvisor

import (
	"testing"

	"gvisor.dev/gvisor/pkg/tcpip"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/tcp"
)

// TestTransfer sends text over links with faults, and closes.
func TestTransfer(t *testing.T) {
	for name, test := range map[string]struct {
		faults nic.Faults
		size   int // of the text: a lost segment can cost a second
	}{
		"no faults": {nic.Faults{}, 1 << 20},
		"lose 1%":   {nic.Faults{Drop: 0.01}, 1 << 19},
		"lose 5%":   {nic.Faults{Drop: 0.05}, 1 << 17},
		"lose 10%":  {nic.Faults{Drop: 0.1}, 1 << 16},
		"double":    {nic.Faults{Duplicate: 0.5}, 1 << 19},
		"reorder":   {nic.Faults{Reorder: 0.2}, 1 << 19},
		"corrupt":   {nic.Faults{Corrupt: 0.02}, 1 << 18},
		"all":       {nic.Faults{Drop: 0.02, Duplicate: 0.02, Reorder: 0.02, Corrupt: 0.02}, 1 << 18},
	} {
		openers := []string{we, they}
		if test.faults.Drop == 0 { // else gVisor takes very long to open: see doc.go
			openers = append(openers, both)
		}
		for i, opener := range openers {
			for j, way := range []string{we, they, both} {
				t.Run(name+"/opened by "+opener+"/sent by "+way, func(t *testing.T) {
					t.Parallel()
					test.faults.Seed = uint64(3*i + j)
					n := newNetwork(t, setup{faults: test.faults})
					n.connect(opener)
					n.transfer(way, test.size)
				})
			}
		}
	}
}

// transfer has text sent, one way or both; then both ends close, when all has
// arrived.
func (n *network) transfer(way string, size int) {
	n.t.Helper()
	ours, theirs := text(1, size), text(2, size)
	if way == they {
		ours = nil
	}
	if way == we {
		theirs = nil
	}
	n.together(sends(n.we, ours), gets(n.they, ours), sends(n.they, theirs), gets(n.we, theirs))
	n.together(n.we.closeWrite, n.they.closeWrite, ends(n.we), ends(n.they))
}

// TestMTU sends full segments of all sizes. The smaller MTU is what counts.
func TestMTU(t *testing.T) {
	for name, test := range map[string]struct{ ours, theirs, size int }{
		"68 and 1500":     {68, 1500, 1 << 13}, // 16 bytes of text a segment
		"576":             {576, 576, 1 << 18},
		"576 and 1500":    {576, 1500, 1 << 18},
		"1500 and 576":    {1500, 576, 1 << 18},
		"9000":            {9000, 9000, 1 << 18},
		"9000 and 1500":   {9000, 1500, 1 << 18},
		"65000":           {65000, 65000, 1 << 18},
		"1500 and 65000":  {1500, 65000, 1 << 18},
		"65535 and 65535": {65535, 65535, 1 << 18},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			limits := tcp.DefaultLimits
			limits.MTU = test.ours
			n := newNetwork(t, setup{limits: limits, mtu: test.theirs, faults: nic.Faults{Drop: 0.01, Seed: 1}})
			n.connect(we)
			n.transfer(both, test.size)
		})
	}
}

// TestBuffers fills small buffers, and so shuts windows, both ways at once.
func TestBuffers(t *testing.T) {
	for name, test := range map[string]struct {
		send, receive int // our buffers
		theirs        int // gVisor's
		size          int
	}{
		"1 byte":        {1, 1, 1 << 20, 100},
		"100 bytes":     {100, 100, 1 << 20, 1 << 13},
		"a segment":     {1460, 1460, 4096, 1 << 16},
		"odd":           {5001, 3001, 4096, 1 << 17},
		"gVisor's tiny": {1 << 20, 1 << 19, 4096, 1 << 17},
		"64 KiB":        {1 << 16, 1 << 16, 1 << 16, 1 << 19},
		"4 MiB":         {1 << 22, 1 << 22, 1 << 22, 1 << 20},
	} {
		for _, way := range []string{we, they, both} {
			t.Run(name+"/"+way, func(t *testing.T) {
				t.Parallel()
				limits := tcp.Limits{MTU: 1500, SendBuffer: test.send, ReceiveBuffer: test.receive}
				n := newNetwork(t, setup{limits: limits, theirs: buffers(test.theirs)})
				n.connect(we)
				n.transfer(way, test.size)
			})
		}
	}
}

func buffers(size int) []tcpip.SettableTransportProtocolOption {
	return []tcpip.SettableTransportProtocolOption{
		&tcpip.TCPSendBufferSizeRangeOption{Min: 4096, Default: size, Max: 1 << 22},
		&tcpip.TCPReceiveBufferSizeRangeOption{Min: 4096, Default: size, Max: 1 << 22},
		option(tcpip.TCPModerateReceiveBufferOption(false)),
	}
}

// TestShutWindow lets both windows stay shut until probes have gone both ways:
// only then do the users read.
func TestShutWindow(t *testing.T) {
	t.Parallel()
	limits := tcp.Limits{MTU: 1500, SendBuffer: 1 << 20, ReceiveBuffer: 5000}
	n := newNetwork(t, setup{limits: limits, theirs: buffers(4096)})
	n.connect(we)
	ours, theirs := text(1, 1<<16), text(2, 1<<16)
	written := make(chan error, 2)
	go func() { written <- sends(n.we, ours)() }()
	go func() { written <- sends(n.they, theirs)() }()
	n.check("gVisor's window shuts", n.we.(*ourEnd).use(n.probed))
	n.together(gets(n.they, ours), gets(n.we, theirs), func() error { return <-written }, func() error { return <-written })
	n.together(n.we.closeWrite, n.they.closeWrite, ends(n.we), ends(n.they))
}
