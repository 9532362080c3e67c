package tcp

import (
	"fmt"
	"testing"
)

// Everything about sequence numbers holds wherever on the circle one starts.
var starts = []Seq{0, 1, 1<<31 - 5, 1 << 31, 1<<32 - 5, 1<<32 - 1}

func TestSeq(t *testing.T) {
	for _, s := range starts {
		for _, n := range []int{0, 1, 4, 5, 65535, 1<<30 - 1, 1<<31 - 1} {
			u := s.Add(n)
			if got := u.Sub(s); got != n {
				t.Errorf("%d.Add(%d).Sub = %d", s, n, got)
			}
			if got := s.Sub(u); got != -n {
				t.Errorf("%d.Sub of itself and %d = %d", s, n, got)
			}
			if u.Before(s) || s.Before(u) != (n > 0) {
				t.Errorf("%d and %d after it: Before is %v, %v", s, n, s.Before(u), u.Before(s))
			}
			if maxSeq(s, u) != u || maxSeq(u, s) != u {
				t.Errorf("maxSeq(%d, %d) = %d, %d", s, u, maxSeq(s, u), maxSeq(u, s))
			}
		}
	}
}

func TestSeqIn(t *testing.T) {
	for _, first := range starts {
		for _, c := range []struct {
			offset, n int
			want      bool
		}{
			{0, 0, false}, {0, 1, true}, {1, 1, false}, {-1, 1, false}, {-1, 1 << 30, false},
			{65534, 65535, true}, {65535, 65535, false}, {1<<30 - 1, 1 << 30, true}, {1 << 30, 1 << 30, false}, {0, -1, false},
		} {
			if got := first.Add(c.offset).In(first, c.n); got != c.want {
				t.Errorf("%d%+d in %d numbers from it: %v", first, c.offset, c.n, got)
			}
		}
	}
}

func ExampleSeq_Before() {
	last := Seq(1<<32 - 1)
	next := last.Add(1)
	fmt.Println(next, last.Before(next), next.Sub(last))
	// Output: 0 true 1
}
