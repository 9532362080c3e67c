# The user may set how long to try, for each connection by itself.
# ids: MUST-21
# "An application MUST be able to set the value for R2 for a particular connection" (§3.8.3).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
usertimeout 5
write 10
> 7 > 40000  P. 1:11(10) ack 1
< 40001 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40001  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
+0.5 write 10
> 7 > 40001  P. 1:11(10) ack 1
1 > 7 > 40000  P. 1:11(10) ack 1
1.5 > 7 > 40001  P. 1:11(10) ack 1
3 > 7 > 40000  P. 1:11(10) ack 1
3.5 > 7 > 40001  P. 1:11(10) ack 1
on 40000
4.999999 state ESTABLISHED
5 state CLOSED
err timeout
conns 1
on 40001
state ESTABLISHED
7.5 > 7 > 40001  P. 1:11(10) ack 1
< 40001 > 7  . 1:1(0) ack 11
usertimeout 5
+600 state ESTABLISHED    # it counts only while something is on the way
write 10
> 7 > 40001  P. 11:21(10) ack 1
+4 usertimeout 100    # more patience, in the last moment
+4 > 7 > 40001  P. 11:21(10) ack 1
< 40001 > 7  . 1:1(0) ack 21
state ESTABLISHED
