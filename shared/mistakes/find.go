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
	if a, ok := e.answer(); ok {
		for _, table := range [][]answerRecogniser{bySum, byIP, byTCP} {
			for _, r := range table {
				if r.mark(a) {
					return r.Mistake
				}
			}
		}
	}
	for _, table := range [][]recogniser{byOutput, bySilence, byWords} {
		for _, r := range table {
			if r.mark(e) {
				return r.Mistake
			}
		}
	}
	return Mistake{}
}
