# Who listens where somebody listens fails, and disturbs nobody
# ids: MUST-41
# §3.9.1.1: "it MUST NOT affect any previously created connection record".
listen 7
< 40000 > 7  S 0:0(0)
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
listen 7 error
< 40000 > 7  P. 1:6(5) ack 1 "hello"
read "hello"
write "hello"
> 7 > 40000  P. 1:6(5) ack 6 "hello"
< 40001 > 7  S 0:0(0)
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
