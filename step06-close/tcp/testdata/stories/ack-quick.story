# After text out of order, or twice, the next segments are acknowledged one by one (how many: TestQuickACKs).
# ids: SHLD-18, SHLD-19
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460>
+0.1 < 40000 > 7  . 1:1(0) ack 1
accept
< 40000 > 7  . 1:101(100) ack 1
+0.04 > 7 > 40000  . 1:1(0) ack 101    # delayed
< 40000 > 7  . 201:301(100) ack 1
> 7 > 40000  . 1:1(0) ack 101
< 40000 > 7  . 101:201(100) ack 1      # the gap is filled
> 7 > 40000  . 1:1(0) ack 301
< 40000 > 7  . 301:401(100) ack 1
> 7 > 40000  . 1:1(0) ack 401
< 40000 > 7  . 401:501(100) ack 1
> 7 > 40000  . 1:1(0) ack 501
# In a pause, too: the peer may wait for each.
+9 < 40000 > 7  . 501:601(100) ack 1
> 7 > 40000  . 1:1(0) ack 601
# old text: it was acknowledged, and comes again
< 40000 > 7  . 501:601(100) ack 1
> 7 > 40000  . 1:1(0) ack 601
< 40000 > 7  . 601:701(100) ack 1
> 7 > 40000  . 1:1(0) ack 701
