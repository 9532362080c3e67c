package mistakes

import "tcpworkbook/shared/trace"

// byClosing are the mistakes of closing a connection, and of ending it at once.
var byClosing = []segmentRecogniser{
	{Mistake{"M-195", "the reset that ends our connection has the number 0: it is SND.NXT, or the peer does not believe it."},
		func(d difference) bool {
			return d.bad() && is(d.shown, trace.RST) && d.toReset() && d.established() && d.got.full.TCP.Seq == 0 && d.want.TCP.Seq != d.got.seq()
		}},
	{Mistake{"M-197", "text that nobody has read is lost without a word: whoever closes with such text sends a reset, not a FIN (RFC 9293 §3.6.1)."},
		func(d difference) bool {
			return d.wrong() && d.got.has(trace.FIN) && d.toReset() && anyOf(d.received(), func(s seen) bool { return s.Len > 0 })
		}},
	{Mistake{"M-186", "there is no TIME-WAIT: if our last ACK is lost, the peer sends its FIN again, and must get the ACK again, not a reset."},
		func(d difference) bool {
			return d.resetForFIN() && d.finsReceived() == 2 && d.sinceFIN() < 20
		}},
	{Mistake{"M-187", "a repeated FIN does not start the wait of TIME-WAIT anew: 2 MSL are counted from the latest one (RFC 9293 §3.10.7.4, eighth)."},
		func(d difference) bool { return d.resetForFIN() && d.finsReceived() > 2 && d.sinceFIN() > 20 }},
	{Mistake{"M-187", "in TIME-WAIT a repeated FIN is not answered: our last ACK was lost, and is sent again (RFC 9293 §3.10.7.4, eighth)."},
		func(d difference) bool {
			return d.missing(pureACK) && d.to.has(trace.FIN) && d.finsReceived() > 1 && d.ourFINAcked()
		}},
	{Mistake{"M-190", "who has closed second waits as well: TIME-WAIT is for the first. In LAST-ACK, the ACK of our FIN ends the connection."},
		func(d difference) bool {
			return d.wanted && (!d.sent || !d.got.has(trace.RST)) && d.toReset() && d.ourFINAcked() && d.closedSecond()
		}},
	{Mistake{"M-185", "any ACK ends LAST-ACK: it is the ACK of our FIN that does."},
		func(d difference) bool {
			fin, ok := firstWith(d.sentOut(), trace.FIN)
			return d.tooMuch() && d.got.has(trace.RST) && ok && d.closedSecond() && d.to.has(trace.ACK) && after(end(fin.Packet), d.to.TCP.Ack)
		}},
	{Mistake{"M-171", "a FIN counts though the text before it was cut off at the window's edge: it is cut off with that text."},
		func(d difference) bool {
			return d.wrong() && d.got.ack()-d.want.TCP.Ack == 1 && anyOf(d.received(), func(s seen) bool {
				return s.has(trace.FIN) && s.Len > 0 && after(end(s.Packet), d.got.ack())
			})
		}},
	{Mistake{"M-170", "a FIN that came too early is forgotten: remember where it stands, and take it when the text before it is there."},
		func(d difference) bool {
			return d.wanted && !d.to.has(trace.FIN) && d.to.Len > 0 && d.finAt(d.want.TCP.Ack) && (!d.sent || d.want.TCP.Ack-d.got.ack() == 1)
		}},
	{Mistake{"M-172", "a FIN is ignored because its segment begins below RCV.NXT: cut off the old text, the FIN is new."},
		func(d difference) bool {
			_, next := d.acked()
			return d.wanted && d.to.has(trace.FIN) && d.to.Len > 0 && after(next, d.to.seq()) && d.want.TCP.Ack == end(d.to.Packet) && (!d.sent || d.want.TCP.Ack-d.got.ack() == 1)
		}},
	{Mistake{"M-180", "the peer's FIN closes our side, too: it only says that no more text comes from there. What we have to say still goes out first."},
		func(d difference) bool {
			return d.wrong() && d.got.has(trace.FIN) && d.got.Len < d.want.Len && d.to.has(trace.FIN) && d.to.Len > 0
		}},
	{Mistake{"M-326", "the FIN goes out before the text that was queued, or twice: it takes one number, the one behind all text."},
		func(d difference) bool {
			fin, ok := firstWith(d.sentOut(), trace.FIN)
			return d.tooMuch() && d.got.has(trace.FIN) && ok && after(d.got.seq(), fin.seq()+uint32(fin.Len))
		}},
	{Mistake{"M-175", "the FIN waits until all text is acknowledged: it goes out right behind that, or with it."},
		func(d difference) bool {
			acked, _ := d.acked()
			none := count(d.sentOut(), trace.FIN) == 0
			fin := d.missing(func(p trace.Packet) bool { return p.TCP.Flags&trace.FIN != 0 }) || d.wrong() && d.want.TCP.Flags&trace.FIN != 0 && !d.got.has(trace.FIN) && d.got.Len == d.want.Len && d.got.ack() == d.want.TCP.Ack
			return fin && none && (after(d.sentEnd(), acked) || d.bad() && d.got.Len > 0)
		}},
	{Mistake{"M-181", "the ACK of our text counts as that of our FIN: that has a number of its own, behind the text, and is sent again until that is acknowledged."},
		func(d difference) bool {
			fin, ok := firstWith(d.sentOut(), trace.FIN)
			return ok && d.missing(func(p trace.Packet) bool { return p.TCP.Flags&trace.FIN != 0 }) && pureACK(d.to.Packet) && d.to.at > fin.at && d.to.TCP.Ack == end(fin.Packet)-1
		}},
	{Mistake{"M-177", "our FIN is not sent again: it takes a number, and until that is acknowledged the timer runs."},
		func(d difference) bool {
			return d.missing(func(p trace.Packet) bool { return p.TCP.Flags&trace.FIN != 0 }) && count(d.sentOut(), trace.FIN) > 0 && !d.ourFINAcked()
		}},
}

// resetForFIN reports whether the peer's FIN, which has come again after all was
// acknowledged, got a reset.
func (d difference) resetForFIN() bool {
	return d.bad() && d.got.has(trace.RST) && !d.toReset() && d.to.has(trace.FIN) && d.finsReceived() > 1 && d.ourFINAcked()
}

// sinceFIN is how many seconds ago the peer's FIN came first.
func (d difference) sinceFIN() float64 {
	fin, _ := firstWith(d.received(), trace.FIN)
	return d.to.at - fin.at
}

func (d difference) finsReceived() int { return count(d.received(), trace.FIN) }

// finAt reports whether a FIN has come that ack is the number behind.
func (d difference) finAt(ack uint32) bool {
	return anyOf(d.received(), func(s seen) bool { return s.has(trace.FIN) && end(s.Packet) == ack })
}

// ourFINAcked reports whether the peer has acknowledged our FIN.
func (d difference) ourFINAcked() bool {
	fin, ok := firstWith(d.sentOut(), trace.FIN)
	acked, _ := d.acked()
	return ok && !after(end(fin.Packet), acked)
}

// closedSecond reports whether the peer's FIN had come before ours went out.
func (d difference) closedSecond() bool {
	ours, ok1 := firstWith(d.sentOut(), trace.FIN)
	theirs, ok2 := firstWith(d.received(), trace.FIN)
	if !ok1 || !ok2 {
		return false
	}
	for _, s := range d.past {
		switch s.full.Text {
		case theirs.full.Text:
			return true
		case ours.full.Text:
			return false
		}
	}
	return false
}
