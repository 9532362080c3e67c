package tcp

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

func randomText(seed uint64, n int) []byte {
	rng := rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8)})
	text := make([]byte, n)
	rng.Read(text)
	return text
}

// transfer sends text each way over a link, closes, and returns how long that
// took.
func transfer(t *testing.T, seed uint64, n int, link faults, most int) time.Duration {
	p := newPair(t, seed, link)
	a, b := p.connect()
	a.SetUserTimeout(time.Hour) // Karn's algorithm keeps time-outs long while one loss follows the other
	b.SetUserTimeout(time.Hour)
	texts := [2][]byte{randomText(seed, n), randomText(seed+1000, n)}
	senders := []*sender{{p.ends[0], a, texts[0]}, {p.ends[1], b, texts[1]}}
	receivers := []*receiver{{s: p.ends[1], c: b, most: most}, {s: p.ends[0], c: a, most: most}}
	p.user = func() {
		for i := range senders {
			senders[i].act(p)
			receivers[i].act(p)
		}
	}
	p.run(10*time.Hour, func() bool { return receivers[0].eof && receivers[1].eof })
	took := p.now.Sub(p.start)
	for i, r := range receivers {
		if !bytes.Equal(r.got, texts[i]) {
			p.fatalf("text %d arrived changed: %d bytes of %d", i, len(r.got), n)
		}
	}
	p.run(11*time.Hour, func() bool { return a.State() == Closed && b.State() == Closed })
	for _, c := range []*Conn{a, b} {
		if c.Err() != nil {
			p.fatalf("%v", c.Err())
		}
	}
	return took
}

func TestTransfer(t *testing.T) {
	for _, link := range []faults{
		{delay: 5 * time.Millisecond},
		{lose: 0.01, delay: 5 * time.Millisecond},
		{lose: 0.1, delay: 5 * time.Millisecond},
		{lose: 0.3, delay: 5 * time.Millisecond},
		{duplicate: 0.2, reorder: 0.2, delay: 5 * time.Millisecond},
		{lose: 0.05, duplicate: 0.1, reorder: 0.2, corrupt: 0.05, delay: 5 * time.Millisecond, jitter: 10 * time.Millisecond},
	} {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("%+v/%d", link, seed), func(t *testing.T) {
				took := transfer(t, seed, 1<<18, link, 1<<16)
				t.Log(took)
			})
		}
	}
}
