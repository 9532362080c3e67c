# A reset inside the window, but not at RCV.NXT, could be a guess: it is challenged
# ids: BLIND-3, M-162, M-192
# RFC 5961 §3.2: "TCP MUST send an acknowledgment (challenge ACK):
# <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>".
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write "hello"
> 7 > 40000  P. 1:6(5) ack 1
< 40000 > 7  R 2:2(0)
> 7 > 40000  . 6:6(0) ack 1
< 40000 > 7  R 11:11(0)
> 7 > 40000  . 6:6(0) ack 1
< 40000 > 7  R. 65535:65535(0) ack 6
> 7 > 40000  . 6:6(0) ack 1
state ESTABLISHED
err none
# A peer that means it sends the reset that the challenge asks for.
< 40000 > 7  R 1:1(0)
state CLOSED
err reset
+300 quiet
