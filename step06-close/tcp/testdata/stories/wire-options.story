# Options are found wherever they stand, and those that we do not know are passed over
# ids: MUST-4, MUST-5, MUST-6, MUST-64, MUST-65, M-050
# §3.1: a TCP "MUST be able to receive a TCP Option in any segment" and "ignore
# without error any TCP Option it does not implement"; §3.2: "even if they do not
# begin on a word boundary".
listen 7
< 40000 > 7  S 0:0(0) <nop,nop,mss 1000,eol>
> 7 > 40000  S. 0:0(0) ack 1 <mss 1460>
< 40000 > 7  . 1:1(0) ack 1
accept
mss 1000
< 40001 > 7  S 0:0(0) <nop,mss 900,eol>
> 7 > 40001  S. 0:0(0) ack 1 <mss 1460>
< 40001 > 7  . 1:1(0) ack 1
accept
mss 900
write 901
> 7 > 40001  . 1:901(900) ack 1
< 40001 > 7  . 1:1(0) ack 901
> 7 > 40001  P. 901:902(1) ack 1
< 40002 > 7  S 0:0(0) <opt 253 01020304,mss 700,eol>
> 7 > 40002  S. 0:0(0) ack 1 <mss 1460>
# In a segment with text, all options together are not text.
< 40002 > 7  P. 1:6(5) ack 1 <nop,nop,TS val 1 ecr 2,opt 254 0102,mss 100> "hello"
+0.04 > 7 > 40002  . 1:1(0) ack 6
accept
mss 700
read "hello"
read nothing
