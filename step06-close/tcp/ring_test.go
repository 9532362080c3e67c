package tcp

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// A ringModel is what a ring should hold, as simply as can be: the queue, and
// what was put down ahead of its end, with -1 where there is a gap.
type ringModel struct {
	queue []byte
	ahead []int
}

func (m *ringModel) writeAt(i int, p []byte) {
	for k, b := range p {
		for i+k >= len(m.ahead) {
			m.ahead = append(m.ahead, -1)
		}
		m.ahead[i+k] = int(b)
	}
}

func (m *ringModel) extend(n int) {
	for _, b := range m.ahead[:n] {
		m.queue = append(m.queue, byte(b))
	}
	m.ahead = m.ahead[n:]
}

// known is how many bytes there are ahead before the first gap.
func (m *ringModel) known() (n int) {
	for n < len(m.ahead) && m.ahead[n] >= 0 {
		n++
	}
	return n
}

// A ring and its model go through the same random operations, and always hold
// the same. The ring grows while there are bytes ahead of it, and goes round.
func TestRing(t *testing.T) {
	for seed := range uint64(50) {
		rng := rand.New(rand.NewPCG(seed, 2))
		var r ring
		var m ringModel
		limit := 100 << rng.IntN(7)
		for i := range 2000 {
			step := rng.IntN(5)
			n := rng.IntN(1 + (limit-len(m.queue))/2)
			p := randomText(rng.Uint64(), n)
			switch step {
			case 0:
				r.write(p)
				m.writeAt(0, p)
				m.extend(n)
			case 1:
				at := rng.IntN(1 + (limit-len(m.queue))/2)
				r.writeAt(r.n+at, p)
				m.writeAt(at, p)
			case 2:
				n := m.known()
				r.extend(n)
				m.extend(n)
			case 3:
				p := make([]byte, rng.IntN(1+limit))
				n := r.read(p)
				if want := min(len(p), len(m.queue)); n != want || !bytes.Equal(p[:n], m.queue[:n]) {
					t.Fatalf("seed %d, step %d: read %d bytes, or the wrong ones, want %d", seed, i, n, want)
				}
				m.queue = m.queue[n:]
			case 4:
				n := rng.IntN(1 + len(m.queue))
				r.drop(n)
				m.queue = m.queue[n:]
			}
			from := rng.IntN(1 + len(m.queue))
			to := from + rng.IntN(1+len(m.queue)-from)
			if got := r.view(from, to-from); r.n != len(m.queue) || !bytes.Equal(got, m.queue[from:to]) {
				t.Fatalf("seed %d, step %d, operation %d: %d bytes, want %d; or the %d from %d are wrong", seed, i, step, r.n, len(m.queue), to-from, from)
			}
			if len(r.buf) > max(minRing, 2*limit) {
				t.Fatalf("seed %d, step %d: the ring has grown to %d bytes for %d", seed, i, len(r.buf), limit)
			}
		}
	}
}

func randomText(seed uint64, n int) []byte {
	rng := rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8), byte(seed >> 16)})
	text := make([]byte, n)
	rng.Read(text)
	return text
}
