# We answer the peer's question, with a garbage octet or without, and do not read the octet.
# ids: MAY-6, MUST-29
# "a probe segment designed to elicit a response", which "may or may not contain one
# garbage octet of data" (§3.8.4).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  P. 1:6(5) ack 1 "hello"
+0.04 > 7 > 40000  . 1:1(0) ack 6
+7200 < 40000 > 7  . 5:5(0) ack 1
> 7 > 40000  . 1:1(0) ack 6
+75 < 40000 > 7  . 5:6(1) ack 1 "x"
> 7 > 40000  . 1:1(0) ack 6
< 40000 > 7  P. 6:7(1) ack 1 "!"    # no delay after text that came twice
> 7 > 40000  . 1:1(0) ack 7
read "hello!"
read nothing
