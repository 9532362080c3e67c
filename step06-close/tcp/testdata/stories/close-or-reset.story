# The user can tell the end of the text from a connection that broke.
# ids: MUST-12, M-191, M-196
# "the local application MUST be informed whether it closed normally or was aborted" (§3.6).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  FP. 1:6(5) ack 1 "hello"
> 7 > 40000  . 1:1(0) ack 7
read "hello"
read eof
read eof
err none
< 40001 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
write 10
> 7 > 40001  P. 1:11(10) ack 1
< 40001 > 7  R 1:1(0)
state CLOSED
read error reset
read error reset
write error reset
err reset
conns 1
+600 quiet
