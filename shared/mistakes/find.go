package mistakes

// A recogniser tells a mistake by its mark.
type recogniser struct {
	Mistake
	mark func(*Evidence) bool
}

// An answerRecogniser tells a mistake by a wrong packet that was sent.
type answerRecogniser struct {
	Mistake
	mark func(answer) bool
}

// Find returns the mistake whose mark the evidence bears. What comes first in
// the tables goes before what comes later: the more particular before the more
// general.
func Find(e *Evidence) Mistake {
	for m := range e.marks {
		if e.Later == nil || !e.Later(m.ID) {
			return m
		}
	}
	return Mistake{}
}

// marks yields the mistakes whose marks the evidence bears.
func (e *Evidence) marks(yield func(Mistake) bool) {
	a, answered := e.answer()
	d, differs := e.difference()
	for _, table := range answerTables {
		for _, r := range table {
			if answered && r.mark(a) && !yield(r.Mistake) {
				return
			}
		}
	}
	for _, table := range segmentTables {
		for _, r := range table {
			if differs && r.mark(d) && !yield(r.Mistake) {
				return
			}
		}
	}
	for _, r := range byTCP {
		if answered && r.mark(a) && !yield(r.Mistake) {
			return
		}
	}
	for _, table := range tables {
		for _, r := range table {
			if r.mark(e) && !yield(r.Mistake) {
				return
			}
		}
	}
}

var (
	answerTables  = [][]answerRecogniser{bySum, byIP}
	segmentTables = [][]segmentRecogniser{byClosing, byHandshake, byTransfer}
	tables        = [][]recogniser{byShown, byOutput, bySilence, byWords}
)

// Alike are mistakes that show in the same packets as others, the first time
// that anything shows: who has made one reads the name of the other, which
// fits both.
var Alike = map[string]string{
	"M-011": "M-331", // timers are looked at only when a packet comes
	"M-012": "M-331", // or by the wrong clock
	"M-061": "M-060", // the SYN counts as nothing
	"M-062": "M-142", // half-open connections never expire
	"M-201": "M-142", // timers go on after the end
	"M-339": "M-115", // only half of the buffer is worth a word
	"M-191": "M-192", // no reset is taken, nor challenged
}
