# Later round trips: the variation is worked out first, from the old SRTT.
# ids: RTO-3, MUST-18, M-135
# "The value of SRTT used in the update to RTTVAR is its value before updating SRTT
# itself" (RFC 6298 (2.3)).
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.8 < 40000 > 7  . 1:1(0) ack 1
accept
write 10
> 7 > 40000  P. 1:11(10) ack 1
+1.6 < 40000 > 7  . 1:1(0) ack 11
rto 2.9    # RTTVAR 3/4·0.4 + 1/4·|0.8-1.6|, SRTT 7/8·0.8 + 1/8·1.6
write 10
> 7 > 40000  P. 11:21(10) ack 1
+2.9 > 7 > 40000  P. 11:21(10) ack 1
