# In TIME-WAIT nothing is said without cause: nothing is due, no timer runs but one.
# ids: M-200
# "Start the time-wait timer, turn off the other timers" (§3.10.7.4, eighth).
stack rcvbuf 4000
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 4000 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
keepalive 10
close
> 7 > 40000  F. 1:1(0) ack 1
< 40000 > 7  . 1:1461(1460) ack 2
< 40000 > 7  . 1461:2921(1460) ack 2
> 7 > 40000  . 2:2(0) ack 2921
< 40000 > 7  F. 2921:2921(0) ack 2
> 7 > 40000  . 2:2(0) ack 2922
state TIME-WAIT
read 2920
read eof
< 40000 > 7  P. 2922:2932(10) ack 2
< 40000 > 7  . 2922:2922(0) ack 2 win 10
keepalive 10
nodelay on
+59.999999 state TIME-WAIT
+0.000001 state CLOSED
keepalive 10
+600 quiet
