package course

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOutline(t *testing.T) {
	const src = `package p

// Do does.
func (t *T) Do(b []byte) (n int, err error) {
	const most = 20
	var x T
	if n, err = read(b, 1); err != nil {
		return 0, wrap(err)
	} else if n > 3 {
		t.n++
	} else {
		break
	}
	for _, c := range t.all() {
		switch {
		case c > 1, c < 0:
			continue
		default:
			x = T{c}
		}
	}
	for n < 5 {
		go func() { secret() }()
	}
	defer t.close()
	return
}
`
	const want = `func (t *T) Do(b []byte) (n int, err error) {
	const most …
	var x …
	if n, err = read(…); … {
		return …, wrap(…)
	} else if … {
		…
	} else {
		break
	}
	for … range t.all() {
		switch {
		case …:
			continue
		default:
			x = T{…}
		}
	}
	for … {
		go func() { … }()
	}
	defer t.close()
	return
}
`
	if diff := cmp.Diff(want, Outline([]byte(src), "T.Do")); diff != "" {
		t.Error(diff)
	}
	if got := Outline([]byte(src), "Do"); got != "" {
		t.Errorf("there is no Do, and got\n%s", got)
	}
}
