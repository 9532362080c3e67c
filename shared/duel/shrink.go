package duel

import (
	"context"
	"slices"
	"time"

	"tcpworkbook/shared/trace"
)

// A shrinking keeps a difference of one kind: on the way to a shorter session
// another one may appear, even one that the RFCs leave open.
type shrinking struct {
	*Duel
	kind string
}

// Shrink leaves out what is not needed for the difference: parts of the
// session, ever smaller ones, then parts of its packets.
func (d *Duel) Shrink(ctx context.Context, s Session) (Session, error) {
	kind, err := d.difference(ctx, s)
	if err != nil || kind == "" {
		return s, err
	}
	d.impatient = kind == hangs
	short, err := shrinking{d, kind}.shrink(ctx, s)
	d.impatient = false
	if err != nil || kind != hangs {
		return short, err
	}
	return shrinking{d, kind}.prefer(ctx, short, s) // or was the machine asleep?
}

func (d shrinking) shrink(ctx context.Context, s Session) (Session, error) {
	for size := len(s.Lines) / 2; size > 0; {
		smaller, err := d.without(ctx, s, size)
		if err != nil {
			return s, err
		}
		if smaller == nil {
			size /= 2
			continue
		}
		s = *smaller
		size = min(size, max(len(s.Lines)/2, 1))
		if len(s.Lines) == 1 {
			break
		}
	}
	early := s.with(append([]trace.Line{}, s.Lines...))
	for i := range early.Lines {
		early.Lines[i].Time = time.Duration(i) * 10 * time.Millisecond
	}
	s, err := d.prefer(ctx, early, s)
	if err != nil {
		return s, err
	}
	plain := s
	plain.ISN = 0
	if s, err = d.prefer(ctx, plain, s); err != nil {
		return s, err
	}
	plain = s
	plain.Flags = nil
	if s, err = d.prefer(ctx, plain, s); err != nil {
		return s, err
	}
	return d.simplify(ctx, s)
}

// prefer returns the plainer one of two sessions, if it makes a difference.
func (d shrinking) prefer(ctx context.Context, plainer, s Session) (Session, error) {
	if kind, err := d.difference(ctx, plainer); err != nil || kind != d.kind {
		return s, err
	}
	return plainer, nil
}

// without returns s without some lines, of which the rest still makes a
// difference, or nil.
func (d shrinking) without(ctx context.Context, s Session, size int) (*Session, error) {
	for from := 0; from < len(s.Lines); from += size {
		rest := s.with(append(append([]trace.Line{}, s.Lines[:from]...), s.Lines[min(from+size, len(s.Lines)):]...))
		if kind, err := d.difference(ctx, rest); err != nil || kind == d.kind {
			return &rest, err
		}
	}
	return nil, nil
}

// simplify makes the packets plainer, as long as there is a difference.
func (d shrinking) simplify(ctx context.Context, s Session) (Session, error) {
	for i := range s.Lines {
		for _, plainer := range simplifications {
			l := s.Lines[i]
			if l.Packet.TCP != nil {
				tcp := *l.Packet.TCP
				l.Packet.TCP = &tcp
			}
			if !plainer(&l.Packet) {
				continue
			}
			try := s.with(append([]trace.Line{}, s.Lines...))
			try.Lines[i] = l
			var err error
			if s, err = d.prefer(ctx, try, s); err != nil {
				return s, err
			}
		}
	}
	return s, nil
}

// simplifications make a packet plainer; they report whether they have.
var simplifications = []func(*trace.Packet) bool{
	func(p *trace.Packet) bool { old := p.Pad; p.Pad = 0; return old > 0 },
	func(p *trace.Packet) bool { old := p.IPOptions; p.IPOptions = nil; return len(old) > 0 && !p.Raw },
	func(p *trace.Packet) bool { old := p.TTL; p.TTL = 64; return old != 64 && !p.Raw },
	func(p *trace.Packet) bool { return p.TCP != nil && dropOptions(p.TCP, 2) },
	func(p *trace.Packet) bool { return p.TCP != nil && dropOptions(p.TCP, 0) },
	resize(0), resize(1), resize(2), resize(3), resize(8),
}

// dropOptions leaves of a segment's options only those of one kind.
func dropOptions(t *trace.TCP, but byte) bool {
	old := t.Options
	t.Options = slices.DeleteFunc(slices.Clone(old), func(o trace.Option) bool { return o.Kind != but })
	return len(t.Options) < len(old)
}

// resize gives a packet n bytes of content, if it has more.
func resize(n int) func(*trace.Packet) bool {
	return func(p *trace.Packet) bool {
		if p.Len <= n || p.Raw || p.Fragment() {
			return false
		}
		p.Len, p.Data = n, p.Data[:n]
		if p.TCP == nil {
			p.Data = trace.Pattern(n)
		}
		return true
	}
}
