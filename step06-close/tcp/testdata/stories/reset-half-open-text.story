# The peer has forgotten the connection, and we have not (figure 10)
# ids: M-191, BLIND-2
# §3.5.1: "An established connection is said to be 'half-open' if one of the TCP
# peers has closed or aborted the connection at its end without the knowledge of
# the other".
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
write "hello"
> 7 > 40000  P. 1:6(5) ack 1
< 40000 > 7  R 1:1(0)
err reset
conns 0
+300 quiet
