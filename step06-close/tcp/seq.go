package tcp

// Seq is a sequence number. Sequence numbers live on a circle of 2³² values:
// "before" means behind on the shorter arc, and two numbers that are compared
// must be less than 2³¹ apart (RFC 9293 §3.4).
type Seq uint32

// Add returns the number n steps after s.
func (s Seq) Add(n int) Seq { return s + Seq(n) }

// Sub returns how many steps s is after t, by the shorter way around the
// circle; it is negative if s is before t.
//
//exercise:4.1
func (s Seq) Sub(t Seq) int { return int(int32(s - t)) }

// Before reports whether s comes before t, by the shorter way.
//
//exercise:4.1
func (s Seq) Before(t Seq) bool { return s.Sub(t) < 0 }

// In reports whether s is one of the n numbers from first on. It is none of
// them if n is 0 or less.
//
//exercise:4.1
func (s Seq) In(first Seq, n int) bool { return n > 0 && uint64(s-first) < uint64(n) }

// maxSeq returns the later of s and t.
func maxSeq(s, t Seq) Seq {
	if s.Before(t) {
		return t
	}
	return s
}
