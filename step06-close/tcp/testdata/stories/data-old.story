# Text that we have already is dropped, and acknowledged; a reset out of the window gets no answer.
# ids: EV-12
# "an acknowledgment should be sent in reply (unless the RST bit is set …)" (§3.10.7.4)
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write "hi"
> 7 > 40000  P. 1:3(2) ack 1
< 40000 > 7  P. 1:6(5) ack 1 "hello"
read "hello"
+0.04 > 7 > 40000  . 3:3(0) ack 6
< 40000 > 7  P. 1:6(5) ack 3 "again"
> 7 > 40000  . 3:3(0) ack 6
read nothing
< 40000 > 7  R. 5:5(0) ack 3
< 40000 > 7  R 70000:70000(0)
< 40000 > 7  R 65541:65541(0) # one beyond the window
state ESTABLISHED
< 40000 > 7  . 6:6(0) ack 3
